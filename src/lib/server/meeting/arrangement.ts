import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import { arrange, findFormer } from '#lib/model/meeting-arrangement.ts';
import type { Trx } from '../platform/db.ts';
import { findArranged, type ArrangedRow } from './facts.rows.ts';
import { addStep } from './status.rows.ts';

const TOLD = ['scheduled', 'open', 'cancelled'];

/**
 * Keeps on record how an announced meeting was arranged before a change of its dates, hours, place or
 * mode that the caller has made within its right and lock: whoever was told must be told anew.
 */
export async function recordArrangement(
	trx: Trx,
	actor: Actor | null,
	meetingId: string,
	before: ArrangedRow,
	reason: Localised | null = null
): Promise<void> {
	const after = await findArranged(trx, meetingId);
	if (!after.isAnnounced || !TOLD.includes(after.status)) return;
	const [from, to] = [before, after].map(({ days }) => days.map(({ date }) => date));
	const isMoved = from!.join() !== to!.join();
	const was = findFormer(arrange(before), arrange(after));
	if (isMoved || was)
		await addStep(trx, meetingId, actor, {
			status: isMoved ? 'moved' : 'changed',
			reason,
			...(isMoved && { from: from!, to: to! }),
			...(was && { was })
		});
}
