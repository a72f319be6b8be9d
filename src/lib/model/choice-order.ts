/** A choice of a list or a filter: its value and what the reader is shown. */
export type Choice = [value: string, text: string];

/** Choices in the order in which the reader's language has their texts: accents and capitals beside their letter. */
export function sortChoices(choices: Choice[], locale: string): Choice[] {
	const { compare } = new Intl.Collator(locale, { numeric: true });
	return choices.toSorted(([, a], [, b]) => compare(a, b));
}
