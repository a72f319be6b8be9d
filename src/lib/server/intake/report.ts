import type { Actor } from '#lib/model/actor.ts';
import type { PastReportInput } from '#lib/model/intake-input.ts';
import { original } from '#lib/model/localised.ts';
import { mergeContent, splitContent } from '#lib/model/report-visibility.ts';
import { raiseVersion } from '../meeting/facts.rows.ts';
import { requireActor } from '../people/permissions.ts';
import { findFreeSlug } from '../platform/addresses.ts';
import type { Db, Trx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { fileReport } from '../report/filing.ts';
import { findReport, readDraft, updateDraft } from '../report/report.rows.ts';
import {
	completeDays,
	completeMeeting,
	completeStatement,
	insertDays,
	insertMeeting,
	markMeeting
} from './meeting.rows.ts';
import { requireOwnDates } from './days.ts';
import { Names } from './names.ts';
import { writeNotes } from './report-notes.ts';
import { chooseTarget, findEarlier, lockReportable, type Chosen } from './target.ts';

/**
 * Writes the report of an earlier meeting that somebody has looked through: a held meeting in the
 * dossier, new or noted as held before, its notes, its next steps as actions, and the
 * draft of its report, which is published by nobody but the secretariat. Needs level publish. Sent
 * twice it is one.
 * @throws {AppError} `not_found`, `day_taken`, `intake_report_held` (409)
 */
export async function importPastReport(
	db: Db,
	actor: Actor | null,
	input: PastReportInput
): Promise<{ reportSlug: string; isNew: boolean }> {
	requireActor(actor);
	const { dossierId, dossierSlug, meeting } = await chooseTarget(db, actor, input.target);
	const days = [...input.days].sort((a, b) => a.date.localeCompare(b.date));
	requireOwnDates(input.days);
	return db.transaction().execute(async (trx) => {
		if (meeting) return reportHeld(trx, actor, meeting, { ...input, days });
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

/** A meeting that was noted as held: what it says of itself stays, the report adds the rest. */
async function reportHeld(
	trx: Trx,
	actor: Actor,
	meeting: NonNullable<Chosen['meeting']>,
	input: PastReportInput
): Promise<{ reportSlug: string; isNew: boolean }> {
	const earlier = await lockReportable(trx, meeting, input.intakeId);
	if (earlier) return { reportSlug: earlier, isNew: false };
	await markMeeting(trx, meeting.id, input.intakeId, actor.personId);
	await completeDays(trx, meeting.id, input.days);
	if (input.attendance)
		await completeStatement(trx, meeting.id, original(input.language, input.attendance));
	await raiseVersion(trx, meeting.id);
	return { reportSlug: await writeReport(trx, actor, meeting.id, input), isNew: true };
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
	const { slug } = await fileReport(trx, meetingId, input.language);
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
