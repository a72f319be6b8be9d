/** Enough of a passage to know it by. */
export function shorten(words: string, most: number): string {
	return words.length > most ? `${words.slice(0, most - 10).trimEnd()} …` : words;
}
