import { readPage } from '#lib/model/page.ts';
import { KEPT_STATES, type KeptFilter } from '#lib/model/kept-action.ts';

/** What an address narrows the list by; what has no meaning counts as left out. */
export function readFilter(params: URLSearchParams): KeptFilter {
	const read = (name: string) => params.get(name)?.slice(0, 200) || undefined;
	return {
		state: KEPT_STATES.find((one) => one === params.get('state')) ?? 'unfinished',
		dossier: read('dossier'),
		meeting: read('meeting'),
		owner: read('owner'),
		also: read('also'),
		page: readPage(params.get('page'))
	};
}

/** The query of an address that narrows the list so. */
export function writeFilter(filter: KeptFilter): string {
	const { page = 1, ...named } = filter;
	const entries = Object.entries({ ...named, page: page > 1 ? String(page) : undefined }).filter(
		(entry): entry is [string, string] => Boolean(entry[1])
	);
	return new URLSearchParams(entries).toString();
}
