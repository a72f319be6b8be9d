import type { Actor } from '#lib/model/actor.ts';
import type { ProgrammeInput } from '#lib/model/intake-input.ts';
import { original, type Localised } from '#lib/model/localised.ts';
import { raiseVersion } from '../meeting/facts.rows.ts';
import { recordAnnouncement } from '../meeting/status.ts';
import { lockNames } from '../people/authors.rows.ts';
import { requireActor } from '../people/permissions.ts';
import { findFreeSlug } from '../platform/addresses.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { AgendaWriter } from './agenda.ts';
import { requireOwnDates } from './days.ts';
import { insertBudget, insertInvited, type NewBudgetLine } from './intake.rows.ts';
import { countDoubts } from './imported.ts';
import {
	completeMeeting,
	insertDays,
	insertMeeting,
	markMeeting,
	saveMade
} from './meeting.rows.ts';
import { Names } from './names.ts';
import { writeDays, writeItems } from './programme-agenda.ts';
import { chooseTarget, findEarlier, lockTarget, type Chosen } from './target.ts';

/**
 * Writes a programme that somebody has looked through: the meeting with its days, agenda, speakers,
 * invited organisations and budget lines, in one transaction. Needs level publish in the dossier.
 * A new meeting is planned, which only the dossier reads, unless the form announces it.
 * The same form sent twice is one meeting; both times its slug is the answer.
 * @throws {AppError} `not_found`, `day_taken`, `intake_has_agenda`, `intake_not_planned` (409)
 */
export async function importProgramme(
	db: Db,
	actor: Actor | null,
	input: ProgrammeInput
): Promise<{ slug: string; isNew: boolean }> {
	requireActor(actor);
	const chosen = await chooseTarget(db, actor, input.target);
	const sorted = sortDays(input);
	const { slug, isNew, writer } = await db
		.transaction()
		.execute((trx) => write(trx, actor, sorted, chosen));
	writer?.tell();
	return { slug, isNew };
}

/** Days in the order of the calendar; what stands on them moves with them. */
function sortDays(input: ProgrammeInput): ProgrammeInput {
	const days = input.days
		.map((day, index) => ({ day, number: index + 1 }))
		.sort((a, b) => a.day.date.localeCompare(b.day.date));
	requireOwnDates(input.days);
	for (const { day, number } of days)
		if (day.starts && day.ends && day.ends <= day.starts)
			throw new AppError('day_times_wrong', 400, 'A day ends after it starts.').about(
				`days.${number - 1}.ends`
			);
	const move = <T extends { day: number }>(one: T): T => ({
		...one,
		day: days.findIndex(({ number }) => number === one.day) + 1 || 1
	});
	return {
		...input,
		days: days.map(({ day }) => day),
		parts: input.parts.map(move),
		items: input.items.map(move)
	};
}

async function write(
	trx: Trx,
	actor: Actor,
	input: ProgrammeInput,
	chosen: Chosen
): Promise<{ slug: string; isNew: boolean; writer?: AgendaWriter }> {
	// Before any other lock. Who is known is read behind it, so that two programmes make one person.
	await lockNames(trx, listSpeakers(input));
	const place = await openMeeting(trx, actor, input, chosen);
	if (!place.isNew) return place;
	const { id, slug } = place;
	const names = new Names(trx, input.intakeId);
	await names.load(id);
	const host = await names.organisation(input.host);
	await completeMeeting(trx, id, {
		theme: localise(input, input.theme),
		objective: localise(input, input.objective),
		mode: input.mode,
		hostId: host?.id ?? null,
		place: input.place ? { name: input.place } : null,
		programmeStatus: input.isProvisional ? 'provisional' : 'final'
	});
	if (input.isAnnounced) await recordAnnouncement(trx, actor, id);
	// Whoever has the form of the meeting open is told, and calendars count the change.
	if (chosen.meeting) await raiseVersion(trx, id);
	const writer = await AgendaWriter.open(trx, actor, id);
	const dayOf = await writeDays(writer, input, chosen.meeting !== null);
	const written = await writeItems(trx, writer, names, input, dayOf);
	const invited: string[] = [];
	for (const name of input.invited) {
		const one = await names.organisation(name);
		if (one && !invited.includes(one.id)) invited.push(one.id);
	}
	await insertInvited(trx, id, invited, input.isListOpen);
	const budget = readBudget(input, names);
	await insertBudget(trx, chosen.dossierId, budget, input.intakeId);
	await saveMade(trx, id, {
		days: input.days.length,
		items: written.size,
		invited: invited.length,
		budget: budget.length,
		doubts: countDoubts(input, (row) => written.get(row))
	});
	return { slug, isNew: true, writer };
}

/** What the speakers are called who may turn out to be new. */
function listSpeakers({ items }: ProgrammeInput): string[] {
	const said = items.filter(({ leave }) => !leave).flatMap(({ speakers }) => speakers);
	return said.map(({ name, role }) => name || role).filter(Boolean);
}

/** A new meeting, or the planned one, locked; `isNew` false when this form was sent before. */
async function openMeeting(
	trx: Trx,
	actor: Actor,
	input: ProgrammeInput,
	{ dossierId, dossierSlug, meeting }: Chosen
): Promise<{ id: string; slug: string; isNew: boolean }> {
	const { intakeId, language } = input;
	if (meeting) {
		const isDone = await lockTarget(trx, meeting, intakeId);
		if (!isDone) await markMeeting(trx, meeting.id, intakeId, actor.personId);
		return { id: meeting.id, slug: meeting.slug, isNew: !isDone };
	}
	for (;;) {
		const earlier = await findEarlier(trx, intakeId, dossierId);
		if (earlier) return { id: earlier.id, slug: earlier.slug, isNew: false };
		const slug = await findFreeSlug(trx, 'meeting', `${dossierSlug}-${input.days[0]?.date ?? ''}`);
		const id = await insertMeeting(trx, {
			intakeId,
			actorId: actor.personId,
			slug,
			dossierId,
			kind: input.kind,
			title: original(language, input.title),
			timezone: input.timezone,
			status: 'planned',
			attendance: null,
			language
		});
		if (!id) continue;
		await insertDays(trx, id, input.days);
		return { id, slug, isNew: true };
	}
}

/** Payers that are known are linked; the words for others stay with the line. */
function readBudget({ budget, language }: ProgrammeInput, names: Names): NewBudgetLine[] {
	return budget
		.filter(({ label, payers, amount }) => label || payers || amount)
		.map(({ label, payers, amount, currency }) => {
			const named = payers.split(/\s*[,;]\s*/).filter(Boolean);
			const known = named.map((name) => names.known(name));
			const rest = named.filter((_, index) => !known[index]);
			const words = [label, rest.length > 0 && `(${rest.join(', ')})`].filter(Boolean).join(' ');
			return {
				label: original(language, words || payers || `${amount} ${currency ?? ''}`.trim()),
				payerIds: [...new Set(known.flatMap((one) => one?.id ?? []))],
				amount,
				currency: amount && currency
			};
		});
}

function localise({ language }: ProgrammeInput, words: string): Localised | null {
	return words ? original(language, words) : null;
}
