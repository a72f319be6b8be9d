import { includes, type Actor } from '#lib/model/actor.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import type { MeetingFacts } from '#lib/model/meeting-facts.ts';
import { areDatesFixed } from '#lib/model/meeting-kind.ts';
import { isSecretary, levelIn } from '../people/permissions.ts';
import { announce } from '../platform/bus.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { recordArrangement } from './arrangement.ts';
import { listChoices, type Choices } from './choice.rows.ts';
import {
	countKnown,
	findFacts,
	findLastUsedDay,
	lockFacts,
	raiseVersion,
	replaceDays,
	updateFacts,
	type FactsRow,
	type MeetingTexts
} from './facts.rows.ts';

/**
 * A meeting for its form.
 * @throws {AppError} `not_found` unless the actor edits the dossier, as `requireEditor` says
 */
export async function getFacts(db: Db, actor: Actor | null, slug: string): Promise<FactsRow> {
	const facts = await findFacts(db, slug);
	if (!facts) throw notFound();
	await requireEditor(db, actor, facts.dossierId);
	return facts;
}

/**
 * Who may change meetings: those who edit the dossier; of an event that belongs to none, every
 * secretariat, because its gaps stand on every desk.
 */
export async function requireEditor(
	db: Db,
	actor: Actor | null,
	dossierId: string | null
): Promise<void> {
	if (!(await mayEditMeeting(db, actor, dossierId))) throw notFound();
}

/** Whether an actor may change the meetings of a dossier, or those of none. */
export async function mayEditMeeting(
	db: Db,
	actor: Actor | null,
	dossierId: string | null
): Promise<boolean> {
	if (dossierId !== null) return includes(await levelIn(db, actor, dossierId), 'edit');
	return actor !== null && isSecretary(db, actor);
}

/** The same with organisations, people and meetings to choose from. */
export async function readFactsForm(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<{ facts: FactsRow; choices: Choices }> {
	const facts = await getFacts(db, actor, slug);
	return { facts, choices: await listChoices(db, facts) };
}

/**
 * Changes all facts at once; nothing that another editor saved in between is overwritten.
 * @throws {AppError} `not_found`, `facts_changed` (409), `meeting_move_instead`, `day_has_items`,
 * `choice_missing` when something chosen is not there
 */
export async function saveFacts(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: MeetingFacts
): Promise<void> {
	const before = await getFacts(db, actor, slug);
	await changeFacts(db, before, input.version, async (trx, { status }) => {
		await requireKnown(trx, before, input);
		await updateFacts(trx, before.id, { ...input, ...mergeFactsTexts(before, input) });
		if (!haveSameDates(before, input)) await requireFreeDates(trx, before, input, status);
		await replaceDays(trx, before.id, input.days);
		await recordArrangement(trx, actor, before.id, before);
	});
}

/** The texts with the state of each translation: one whose original changed needs an update. */
function mergeFactsTexts(before: MeetingTexts, input: MeetingFacts): MeetingTexts {
	return {
		title: mergeTexts(before.title, input.title),
		objective: mergeTexts(before.objective, input.objective),
		theme: mergeTexts(before.theme, input.theme),
		modeReason: mergeTexts(before.modeReason, input.modeReason)
	};
}

/** Dates of an announced meeting, and days that hold something, do not change in the form. */
async function requireFreeDates(
	trx: Trx,
	before: FactsRow,
	input: MeetingFacts,
	status: string
): Promise<void> {
	if (areDatesFixed(status, before.days))
		throw new AppError(
			'meeting_move_instead',
			409,
			'The dates of an announced meeting change by moving it.'
		);
	if ((await findLastUsedDay(trx, before.id)) > Math.max(1, input.days.length))
		throw new AppError('day_has_items', 409, 'The day has items.');
}

/**
 * One change of a meeting's facts in one transaction, under the meeting's lock and counted.
 * @throws {AppError} `facts_changed` when `version` is no longer the newest
 */
export async function changeFacts(
	db: Db,
	{ id }: Pick<FactsRow, 'id'>,
	version: number,
	change: (trx: Trx, locked: Awaited<ReturnType<typeof lockFacts>>) => Promise<void>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const locked = await lockFacts(trx, id);
		if (locked.factsVersion !== version)
			throw new AppError('facts_changed', 409, 'Somebody else changed this meeting meanwhile.');
		await change(trx, locked);
		await raiseVersion(trx, id);
	});
	announce('meeting.changed', { meetingId: id });
}

function haveSameDates(before: FactsRow, after: MeetingFacts): boolean {
	return before.days.map((day) => day.date).join() === after.days.map((day) => day.date).join();
}

async function requireKnown(trx: Trx, before: FactsRow, input: MeetingFacts): Promise<void> {
	const organisations = [...new Set(input.roles.map((one) => one.organisationId))];
	// Whom or what the meeting names already may stay, whatever became of their membership.
	const person = input.chairId === before.chairId ? null : input.chairId;
	const meeting = input.followsId === before.followsId ? null : input.followsId;
	const { dossierId } = before;
	const known = await countKnown(trx, { organisations, person, meeting, dossierId });
	if (
		known.organisations < organisations.length ||
		(person && !known.person) ||
		(meeting && (!known.meeting || meeting === before.id))
	)
		throw new AppError('choice_missing', 409, 'Something that was chosen is no longer there.');
}
