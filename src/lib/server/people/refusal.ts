import { replaceName } from '#lib/model/name-erasure.ts';
import type { Db } from '../platform/db.ts';
import { listRefused, type RefusedName } from './refusal.rows.ts';

/** Words about a meeting. */
interface Said<W> {
	meetingId: string;
	words: W;
}

/**
 * Words as they may be given out now: names that people of the meeting refused give way to the role,
 * in as many queries for many as for one. What is stored stays.
 */
export async function leaveOutRefused<W>(db: Db, said: Array<Said<W>>): Promise<W[]> {
	const ids = new Set(said.map(({ meetingId }) => meetingId));
	const refused = Map.groupBy(await listRefused(db, [...ids]), ({ meetingId }) => meetingId);
	return said.map(({ meetingId, words }) => replaceRefused(words, refused.get(meetingId) ?? []));
}

/** Words in which the role stands instead of these names. */
export function replaceRefused<W>(words: W, refused: Array<Omit<RefusedName, 'meetingId'>>): W {
	return refused.reduce((text, { name, role }) => replaceName(text, name, role), words);
}
