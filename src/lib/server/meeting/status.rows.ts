import { sql } from 'kysely';
import type { MeetingStep } from '#lib/model/meeting-step.ts';
import type { Trx } from '../platform/db.ts';

export async function setStatus(trx: Trx, id: string, status: string): Promise<void> {
	await trx.updateTable('meeting').set({ status }).where('id', '=', id).execute();
}

export async function addStep(trx: Trx, id: string, step: MeetingStep): Promise<void> {
	await trx
		.updateTable('meeting')
		.set({ statusHistory: sql`status_history || ${JSON.stringify([step])}::jsonb` })
		.where('id', '=', id)
		.execute();
}

/** False when another meeting has the address or had it once. */
export async function setAddress(
	trx: Trx,
	meeting: { id: string; slug: string },
	address: string
): Promise<boolean> {
	const { rows } = await sql<{ taken: boolean }>`SELECT
		EXISTS (SELECT FROM meeting WHERE slug = ${address} AND id <> ${meeting.id}) OR
		EXISTS (SELECT FROM former_slug WHERE kind = 'meeting' AND slug = ${address}
			AND target_id <> ${meeting.id}) AS taken`.execute(trx);
	if (rows[0]?.taken) return false;
	await trx
		.deleteFrom('formerSlug')
		.where('kind', '=', 'meeting')
		.where('slug', '=', address)
		.execute();
	await trx
		.insertInto('formerSlug')
		.values({ kind: 'meeting', slug: meeting.slug, targetId: meeting.id })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await trx.updateTable('meeting').set({ slug: address }).where('id', '=', meeting.id).execute();
	return true;
}
