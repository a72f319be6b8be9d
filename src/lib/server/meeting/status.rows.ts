import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { MeetingStep } from '#lib/model/meeting-step.ts';
import type { Trx } from '../platform/db.ts';

export async function setStatus(trx: Trx, id: string, status: string): Promise<void> {
	await trx.updateTable('meeting').set({ status }).where('id', '=', id).execute();
}

/**
 * Adds a step that somebody took, now unless it says when; what was written to tell of the last
 * change is not about this one.
 */
export async function addStep(
	trx: Trx,
	id: string,
	actor: Actor | null,
	taken: Omit<MeetingStep, 'at' | 'actorId'> & { at?: string }
): Promise<void> {
	const at = new Date().toISOString();
	const step: MeetingStep = { at, ...taken, ...(actor && { actorId: actor.personId }) };
	await trx
		.deleteFrom('meetingLetter')
		.where('meetingId', '=', id)
		.where('kind', '=', 'change')
		.execute();
	await trx
		.updateTable('meeting')
		.set({ statusHistory: sql`status_history || ${JSON.stringify([step])}::jsonb` })
		.where('id', '=', id)
		.execute();
}
