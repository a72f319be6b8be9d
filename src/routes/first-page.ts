import { redirect } from '@sveltejs/kit';

/**
 * Leads from a page past the end of a list to its first one: the list was longer when somebody kept the
 * address, and it would say that there is nothing at all.
 */
export function leadToFirst(url: URL, page: number, entries: readonly unknown[]): void {
	if (page === 1 || entries.length) return;
	const query = new URLSearchParams(url.searchParams);
	query.delete('page');
	redirect(303, `${url.pathname}${query.size ? `?${query}` : ''}`);
}
