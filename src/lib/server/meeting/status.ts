import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import { hasLastDayBegun, moveDates } from '#lib/model/meeting-kind.ts';
import { findLastMove } from '#lib/model/meeting-step.ts';
import { moveSlug } from '../platform/addresses.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { recordArrangement } from './arrangement.ts';
import { changeFacts, getFacts } from './facts.ts';
import { lockFacts, replaceDays, type FactsRow } from './facts.rows.ts';
import { addStep, setStatus } from './status.rows.ts';

/** From which states each step leads where. */
const STEPS = {
	announce: { from: ['planned'], to: 'scheduled' },
	cancel: { from: ['planned', 'scheduled'], to: 'cancelled' },
	revive: { from: ['cancelled'], to: 'scheduled' },
	hold: { from: ['planned', 'scheduled'], to: 'held' }
} as const;
export type StatusStep = keyof typeof STEPS;

interface Wish {
	version: number;
	reason: Localised | null;
}

/**
 * Announces, cancels, revives a meeting, or notes that it was held although nobody closed it here,
 * which announces it too.
 * @throws {AppError} `not_found`, `facts_changed`, `step_wrong` where the state does not allow it,
 * `reason_missing` for a cancellation without reason, `meeting_not_over` before its last day
 */
export async function takeStep(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ version, reason, step }: Wish & { step: StatusStep }
): Promise<void> {
	const before = await getFacts(db, actor, slug);
	const { from } = STEPS[step];
	// What nobody was told of comes back as it was: planned.
	const to = step === 'revive' && !before.isAnnounced ? 'planned' : STEPS[step].to;
	if (step === 'cancel') requireReason(reason);
	if (step === 'hold') requireOver(before);
	await changeFacts(db, before, version, async (trx, { status }) => {
		if (!(from as readonly string[]).includes(status)) throw stepWrong();
		await setStatus(trx, before.id, to);
		// What was held is public: whoever says so of a planned meeting announces it.
		if (step === 'hold' && !before.isAnnounced)
			await addStep(trx, before.id, actor, { status: STEPS.announce.to, reason: null });
		await addStep(trx, before.id, actor, { status: to, reason });
	});
}

/**
 * Moves a meeting to another first day, the others keeping their distance, or to a date that is
 * not stated yet. Of an announced one the old dates stay on record, with a reason.
 * @throws {AppError} as `takeStep`; `move_nowhere` when nothing would change
 */
export async function moveMeeting(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ version, reason, date }: Wish & { date: string | null }
): Promise<void> {
	const before = await getFacts(db, actor, slug);
	if (before.status === 'scheduled') requireReason(reason);
	const from = before.days.map((day) => day.date);
	// What lost its dates comes back with as many days as it had.
	const known = from.length ? from : (findLastMove(before.statusHistory)?.from ?? []);
	const to = date === null ? [] : known.length ? moveDates(known, date) : [date];
	if (from.join() === to.join())
		throw new AppError('move_nowhere', 409, 'It is on that day.').about('date');
	await changeFacts(db, before, version, async (trx, { status }) => {
		if (status !== 'planned' && status !== 'scheduled') throw stepWrong();
		await replaceDays(
			trx,
			before.id,
			to.map((day, n) => ({ ...(before.days[n] ?? lastKnown(before)), date: day }))
		);
		await recordArrangement(trx, actor, before.id, before, reason);
	});
}

/** Announces a planned meeting within a change that its caller has a right to; another stays as it is. */
export async function recordAnnouncement(trx: Trx, actor: Actor, meetingId: string): Promise<void> {
	const { status } = await lockFacts(trx, meetingId);
	if (status !== 'planned') return;
	const { to } = STEPS.announce;
	await setStatus(trx, meetingId, to);
	await addStep(trx, meetingId, actor, { status: to, reason: null });
}

/** Records that a planned meeting was opened or held in its room at `at`, which announced it. */
export async function recordRoomAnnouncement(
	trx: Trx,
	actor: Actor,
	meetingId: string,
	at: string
): Promise<void> {
	await addStep(trx, meetingId, actor, { status: STEPS.announce.to, reason: null, at });
}

/**
 * Gives a meeting another address; the former one leads there for ever.
 * @throws {AppError} `not_found`, `facts_changed`, `meeting_address_taken`
 */
export async function changeAddress(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ version, address }: { version: number; address: string }
): Promise<void> {
	const before = await getFacts(db, actor, slug);
	await changeFacts(db, before, version, async (trx) => {
		if (!(await moveSlug(trx, 'meeting', before, address)))
			throw new AppError('meeting_address_taken', 409, 'Another meeting has this address.').about(
				'address'
			);
	});
}

/** A meeting that lost its dates begins again without hours. */
function lastKnown(before: FactsRow): FactsRow['days'][number] {
	return {
		date: '',
		starts: null,
		ends: null,
		half: null,
		remote: null,
		audience: before.audience
	};
}

function requireReason(reason: Localised | null): void {
	if (!reason) throw new AppError('reason_missing', 400, 'Give a reason.').about('reason');
}

function requireOver({ days, timezone }: FactsRow): void {
	if (!hasLastDayBegun(days, timezone, Date.now()))
		throw new AppError('meeting_not_over', 409, 'Its last day is still to come.');
}

function stepWrong(): AppError {
	return new AppError('step_wrong', 409, 'This is not possible in the state of the meeting.');
}
