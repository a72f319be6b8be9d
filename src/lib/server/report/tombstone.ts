import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '../platform/db.ts';
import { getReport } from './access.ts';
import { discloseWords } from './disclosure.ts';
import { findTombstone } from './tombstone.rows.ts';

/** What a report was of, when nothing else of it is told any more. */
export interface Tombstone {
	/** Of the meeting, as the timeline tells it. */
	title: Localised;
	/** YYYY-MM-DD, the meeting's first day; null: not stated. */
	date: string | null;
	/** Slug; null where the reader may not read it. */
	meeting: string | null;
	dossier: { slug: string; title: Localised } | null;
}

/**
 * What is said of a withdrawn report beside when and why, without names that were refused.
 * @throws {AppError} `not_found`
 */
export async function readTombstone(db: Db, actor: Actor | null, slug: string): Promise<Tombstone> {
	const { head } = await getReport(db, actor, slug);
	return discloseWords(db, head.meetingId, await findTombstone(db, actor, head.meetingId));
}
