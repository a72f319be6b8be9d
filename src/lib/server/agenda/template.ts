import type { Actor } from '#lib/model/actor.ts';
import type { AgendaItem } from '#lib/model/agenda.ts';
import { listDays, type ShownPart } from '#lib/model/day.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { findState } from './state.rows.ts';
import {
	listEarlierMeetings,
	listPostponed,
	type EarlierMeeting,
	type PostponedItem
} from './template.rows.ts';

/** What an agenda can be made of: earlier meetings, one of them looked into, and what they postponed. */
export interface Sources {
	meetings: EarlierMeeting[];
	postponed: PostponedItem[];
	preview: {
		slug: string;
		title: Localised;
		days: Array<{ day: number; parts: ShownPart[] }>;
	} | null;
	/** Items of earlier meetings that stand on this agenda already. */
	here: string[];
}

/**
 * Earlier agendas of the dossier as far as the actor may read them; `from` is the slug of the one to
 * look into. The caller checked that the actor leads the meeting.
 * @throws {AppError} `not_found` when `from` is none of them
 */
export async function readSources(
	db: Db,
	actor: Actor,
	meetingId: string,
	items: readonly AgendaItem[],
	from: string | null
): Promise<Sources> {
	const [meetings, postponed] = await Promise.all([
		listEarlierMeetings(db, actor, meetingId),
		listPostponed(db, actor, meetingId)
	]);
	const here = items.flatMap(({ takenFrom }) => takenFrom ?? []);
	if (from === null) return { meetings, postponed, preview: null, here };
	const source = meetings.find(({ slug }) => slug === from);
	const state = source && (await findState(db, source.id));
	if (!source || !state) throw notFound();
	const days = listDays(state).map(({ day, parts }) => ({ day, parts }));
	return { meetings, postponed, preview: { slug: from, title: source.title, days }, here };
}
