import { randomUUID } from 'node:crypto';
import type { Actor } from '#lib/model/actor.ts';
import type { PastReportInput } from '#lib/model/intake-input.ts';
import { original } from '#lib/model/localised.ts';
import { newItem } from '#lib/model/new-item.ts';
import { spreadRanks } from '#lib/model/rank.ts';
import { mergeContent, splitContent } from '#lib/model/report-visibility.ts';
import { seedItemNotes, type SeedParagraph } from '../notes/content.ts';
import { importActions } from '../notes/import.rows.ts';
import { requireActor } from '../people/permissions.ts';
import { findFreeSlug } from '../platform/addresses.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { fileReport } from '../report/filing.ts';
import { findReport, readDraft, updateDraft } from '../report/report.rows.ts';
import { AgendaWriter } from './agenda.ts';
import { completeMeeting, insertDays, insertMeeting, setDone } from './meeting.rows.ts';
import { Names } from './names.ts';
import { chooseTarget, findEarlier } from './target.ts';

/**
 * Writes the report of an earlier meeting that somebody has looked through: a held meeting in the
 * dossier, its notes, its next steps as actions without owner, and the draft of its report, which
 * is published by nobody but the secretariat. Needs level publish. Sent twice it is one.
 * @throws {AppError} `not_found`, `day_taken` (409)
 */
export async function importPastReport(
	db: Db,
	actor: Actor | null,
	input: PastReportInput
): Promise<{ reportSlug: string; isNew: boolean }> {
	requireActor(actor);
	const { dossierId, dossierSlug, meeting } = await chooseTarget(db, actor, input.target);
	if (meeting)
		throw new AppError(
			'intake_report_new',
			409,
			'A report of an earlier meeting makes a meeting of its own.'
		);
	const days = [...input.days].sort((a, b) => a.date.localeCompare(b.date));
	if (new Set(days.map(({ date }) => date)).size < days.length)
		throw new AppError('day_taken', 409, 'The meeting has a day on this date already.');
	return db.transaction().execute(async (trx) => {
		for (;;) {
			const earlier = await findEarlier(trx, input.intakeId, dossierId);
			if (earlier?.reportSlug) return { reportSlug: earlier.reportSlug, isNew: false };
			const slug = await findFreeSlug(trx, 'meeting', `${dossierSlug}-${days[0]?.date ?? ''}`);
			const id = await insertMeeting(trx, {
				intakeId: input.intakeId,
				actorId: actor.personId,
				slug,
				dossierId,
				kind: 'taskforce-meeting',
				title: original(input.language, input.title),
				timezone: input.timezone,
				status: 'held',
				attendance: input.attendance ? original(input.language, input.attendance) : null,
				language: input.language
			});
			if (!id) continue;
			await insertDays(trx, id, days);
			return { reportSlug: await writeReport(trx, actor, id, input), isNew: true };
		}
	});
}

async function writeReport(
	trx: Trx,
	actor: Actor,
	meetingId: string,
	input: PastReportInput
): Promise<string> {
	const names = new Names(trx, input.intakeId);
	await names.load(meetingId);
	const host = await names.organisation(input.host);
	await completeMeeting(trx, meetingId, {
		theme: null,
		objective: input.objective ? original(input.language, input.objective) : null,
		mode: input.mode,
		hostId: host?.id ?? null,
		place: input.place ? { name: input.place } : null,
		programmeStatus: null
	});
	await writeNotes(trx, actor, meetingId, input);
	const { slug } = await fileReport(trx, meetingId);
	const head = await findReport(trx, slug);
	if (!head) throw notFound();
	const { open, kept, draftSeq } = await readDraft(trx, head.id, [
		'public',
		'members',
		'restricted'
	]);
	const content = { ...mergeContent(open, kept), summary: input.summary || open.summary };
	await updateDraft(trx, head.id, draftSeq, splitContent(content));
	return slug;
}

/** Each part of the text becomes an item with its words as notes; the next steps follow as actions. */
async function writeNotes(
	trx: Trx,
	actor: Actor,
	meetingId: string,
	input: PastReportInput
): Promise<void> {
	const parts = input.parts.filter(({ leave, title, text }) => !leave && (title || text));
	const notes: Array<{ title: string; paragraphs: SeedParagraph[] }> = parts.map(
		({ title, text }) => ({
			title: title || text.slice(0, 80),
			paragraphs: text
				.split(/\n\s*\n/)
				.map((words) => words.replace(/\s*\n(?!–)\s*/g, ' ').trim())
				.filter(Boolean)
				.map((words) => ({ text: words }))
		})
	);
	const actions = input.nextSteps.map((words) => ({
		text: words,
		kind: 'action' as const,
		id: randomUUID()
	}));
	if (actions.length > 0)
		notes.push({ title: STEPS[input.language] ?? STEPS.en!, paragraphs: actions });
	if (notes.length === 0) return;
	const ranks = spreadRanks(notes.length);
	const items = notes.map(({ title }, index) =>
		newItem(randomUUID(), original(input.language, title), {
			day: 1,
			part: 1,
			rank: ranks[index] ?? ''
		})
	);
	const writer = await AgendaWriter.open(trx, actor, meetingId);
	await writer.write({ type: 'agenda.taken', payload: { items, parts: [] } });
	await setDone(
		trx,
		items.map(({ id }) => id)
	);
	for (const [index, { paragraphs }] of notes.entries())
		await seedItemNotes(trx, items[index]!.id, paragraphs);
	const agendaItemId = items.at(-1)!.id;
	await importActions(
		trx,
		actions.map(({ id }) => ({ id, meetingId, agendaItemId }))
	);
}

/** The heading of the next steps in the report's own language: it is stored, not shown by the interface. */
const STEPS: Record<string, string> = {
	en: 'Next steps',
	fr: 'Prochaines étapes',
	nl: 'Volgende stappen',
	es: 'Próximos pasos',
	da: 'Næste skridt'
};
