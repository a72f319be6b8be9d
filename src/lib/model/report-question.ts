/** Who asked, where the organisation that the text names is none of the list any more. */
const SAME = 'same';

/** What the field of who asked holds: the id of the organisation, or '' where none is named. */
export function findAsker(
	organisation: string | null,
	organisations: ReadonlyArray<{ id: string; name: string }>
): string {
	if (organisation === null) return '';
	return organisations.find(({ name }) => name === organisation)?.id ?? SAME;
}
