/** The address of the same page with other filters; those that are null or empty are left out. */
export function linkFilters(filters: Record<string, string | null | undefined>): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
	return `?${query}`;
}
