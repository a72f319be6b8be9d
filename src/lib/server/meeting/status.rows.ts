import { sql } from 'kysely';
import type { MeetingStep } from '#lib/model/meeting-step.ts';
import type { Trx } from '../platform/db.ts';

export async function setStatus(trx: Trx, id: string, status: string): Promise<void> {
	await trx.updateTable('meeting').set({ status }).where('id', '=', id).execute();
}

/** Adds a step; what was written to tell of the last change is not about this one. */
export async function addStep(trx: Trx, id: string, step: MeetingStep): Promise<void> {
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
