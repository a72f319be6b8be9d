import { arrange } from '#lib/model/meeting-arrangement.ts';
import {
	countSteps,
	findChange,
	findLastChange,
	type ChangingMeeting,
	type MeetingChange
} from '#lib/model/meeting-change.ts';
import type { MeetingStep } from '#lib/model/meeting-step.ts';
import type { Db } from '../platform/db.ts';
import type { ArrangedRow } from './facts.rows.ts';
import { listInvitees, type Invitee } from './invitee.rows.ts';

type Facts = ArrangedRow & { statusHistory: MeetingStep[] };

function changing({ status, statusHistory, ...facts }: Facts): ChangingMeeting {
	const dates = facts.days.map(({ date }) => date);
	return { status, steps: statusHistory, dates, arranged: arrange(facts) };
}

/**
 * What an invited organisation is still to be told of: it was written to or accepted, did not
 * decline, and the meeting changed since. Of a meeting that is over, or that nobody was told of,
 * there is nothing to tell.
 */
export function findUntold(
	facts: Facts,
	one: Pick<Invitee, 'answer' | 'answeredAt' | 'invitedAt' | 'told'>
): MeetingChange | undefined {
	if (!facts.isAnnounced || !['scheduled', 'open', 'cancelled'].includes(facts.status)) return;
	const isConcerned = one.invitedAt !== null || one.answer === 'accepted';
	if (!isConcerned || one.answer === 'declined') return;
	const told = one.told ?? (one.answeredAt ? countSteps(facts.statusHistory, one.answeredAt) : 0);
	return findChange(changing(facts), told);
}

/** The change that a letter about a meeting would tell of: what is still untold, else the last one. */
export async function findChangeToTell(
	db: Db,
	facts: Facts & { id: string }
): Promise<MeetingChange | undefined> {
	for (const one of await listInvitees(db, facts.id)) {
		const change = findUntold(facts, one);
		if (change) return change;
	}
	return findLastChange(changing(facts));
}
