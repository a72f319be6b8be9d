/**
 * The first entries of several lists, each with how many more it has; the list named `whole` is left
 * as it is.
 */
export function cutLists<L extends Record<string, unknown[]>>(
	lists: L,
	most: Record<keyof L, number>,
	whole?: string
): { lists: L; more: Record<keyof L, number> } {
	const cut = (name: string) => (name === whole ? lists[name]! : lists[name]!.slice(0, most[name]));
	const names = Object.keys(lists);
	return {
		lists: Object.fromEntries(names.map((name) => [name, cut(name)])) as L,
		more: Object.fromEntries(
			names.map((name) => [name, lists[name]!.length - cut(name).length])
		) as Record<keyof L, number>
	};
}

/** The same of lists of which only the first entries were read, each of them with the length of its list. */
export function countCut<L extends Record<string, Array<{ total: number }>>>(
	lists: L
): { lists: L; more: Record<keyof L, number> } {
	const more = Object.entries(lists).map(([name, rows]) => [
		name,
		(rows[0]?.total ?? 0) - rows.length
	]);
	return { lists, more: Object.fromEntries(more) as Record<keyof L, number> };
}
