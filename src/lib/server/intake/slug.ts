import { fold } from '#lib/model/fold.ts';
import type { Trx } from '../platform/db.ts';
import { isSlugTaken } from './intake.rows.ts';

/** An address made of words that is still free: the first one free of `words`, `words-2`, … */
export async function findFreeSlug(
	trx: Trx,
	kind: 'meeting' | 'organisation',
	words: string
): Promise<string> {
	const base =
		fold(words.normalize('NFC'))
			.replace(/œ/g, 'oe')
			.replace(/[æ]/g, 'ae')
			.replace(/ø/g, 'o')
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-+|-+$/g, '')
			.slice(0, 60)
			.replace(/-+$/, '') || kind;
	for (let n = 1; ; n += 1) {
		const slug = n === 1 ? base : `${base}-${n}`;
		if (!(await isSlugTaken(trx, kind, slug))) return slug;
	}
}
