/** Letters that no accent can be taken from. */
const SPELLED: Record<string, string> = { œ: 'oe', æ: 'ae', ø: 'o', ß: 'ss', ł: 'l', đ: 'd' };

/** Words as part of an address: letters, digits and hyphens, at most 60; '' where none is left. */
export function writeSlug(words: string): string {
	return words
		.toLowerCase()
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/[œæøßłđ]/g, (letter) => SPELLED[letter]!)
		.replaceAll(/[^a-z0-9]+/g, '-')
		.slice(0, 60)
		.replaceAll(/^-+|-+$/g, '');
}
