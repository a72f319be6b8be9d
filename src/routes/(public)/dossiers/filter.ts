import type { DossierFilter } from '#lib/model/dossier.ts';

/** What an address of the list of dossiers asks for; null where it does not. */
export function readFilter(url: URL) {
	const read = (name: string) => url.searchParams.get(name) || null;
	return {
		country: read('country'),
		region: read('region'),
		theme: read('theme'),
		status: read('status')
	} satisfies DossierFilter;
}
