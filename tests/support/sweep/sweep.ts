import type { Actor } from '#lib/model/actor.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { listAddresses } from './addresses.ts';
import { visit } from './visitor.ts';
import { bare, readWords } from './words.ts';

/** What one reader sees at all public addresses. */
export interface Seen {
	/** Addresses by the planted word that was read there. */
	tags: Map<string, Set<string>>;
	/** Where the name was read, with the word that was planted behind it. */
	named: Array<{ address: string; route: string; tag: string }>;
	statuses: Map<string, number>;
	/** Everything, as `bare` writes it. */
	words: Map<string, string>;
}

const TAG = /q\d+m\d+x/g;
const NAMED = /quokkatestova(?:quokkaword(q\d+m\d+x))?/g;

/** Reads every public address in every format, or those whose address fits. */
export async function sweep(
	db: Db,
	{ actor = null, only = /./ }: { actor?: Actor | null; only?: RegExp } = {}
): Promise<Seen> {
	const seen: Seen = { tags: new Map(), named: [], statuses: new Map(), words: new Map() };
	for (const { route, params, path, locale } of await listAddresses(db)) {
		if (!only.test(path)) continue;
		const given = await visit(route, params, path, { actor, locale });
		const address = `${path} (${locale})`;
		const words = bare(await readWords(given));
		seen.statuses.set(address, given.status);
		seen.words.set(address, words);
		for (const [tag] of words.matchAll(TAG)) {
			const places = seen.tags.get(tag) ?? new Set();
			seen.tags.set(tag, places.add(address));
		}
		for (const [, tag = ''] of words.matchAll(NAMED)) seen.named.push({ address, route, tag });
	}
	return seen;
}
