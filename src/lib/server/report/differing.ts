import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '../platform/db.ts';
import { listTold } from './differing.rows.ts';
import { listDiffering, type Fact } from './fact-rows.ts';
import { listDays, listMeetingFacts } from './facts.rows.ts';
import { tellFacts } from './facts.ts';

export interface DifferingReport {
	slug: string;
	/** Of its meeting. */
	title: Localised;
	facts: Fact[];
	/** Its form, or where a correction is begun. */
	href: string;
}

/**
 * Reports that are given out and tell a fact otherwise than their meeting does now, of those the
 * actor publishes: in three queries, however many there are.
 */
export async function listDifferingReports(db: Db, actor: Actor): Promise<DifferingReport[]> {
	const reports = await listTold(db, actor);
	if (!reports.length) return [];
	const ids = reports.map(({ meetingId }) => meetingId);
	const [meetings, days] = await Promise.all([listMeetingFacts(db, ids), listDays(db, ids)]);
	const byId = new Map(meetings.map((meeting) => [meeting.id, meeting]));
	return reports.flatMap(({ slug, title, meetingId, isOpen, said, told }) => {
		const meeting = byId.get(meetingId)!;
		const facts = listDiffering({
			now: tellFacts(meeting, days.get(meetingId) ?? [], told),
			said
		});
		const href = `/desk/reports/${slug}${isOpen ? '' : '#correct'}`;
		return facts.length ? [{ slug, title, facts, href }] : [];
	});
}
