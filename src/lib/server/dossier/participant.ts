import type { Actor } from '#lib/model/actor.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import type { ParticipantReportForm, RecommendationForm } from '#lib/model/participant-form.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import { AppError, notFound } from '#lib/server/platform/errors.ts';
import { json } from '#lib/server/platform/import.ts';
import { recordStep, refuseStale, requireEditor, type EntryForm } from './editing.ts';
import { listEditableEvents } from './events.rows.ts';
import { resolveOrganisation } from './naming.ts';
import {
	deleteReport,
	findLastMeeting,
	insertRecommended,
	listReportRows,
	lockReport,
	writeReport,
	type EditableReport
} from './participant.rows.ts';

/** Participants' reports of a dossier with their internal questions, and the events they can be on. */
export async function listReports(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<{ reports: EditableReport[]; events: Awaited<ReturnType<typeof listEditableEvents>> }> {
	const { id } = await requireEditor(db, actor, slug);
	const [reports, events] = await Promise.all([listReportRows(db, id), listEditableEvents(db, id)]);
	return { reports, events };
}

/**
 * Saves what somebody who took part wrote about an event. It is never the official report, and
 * its question to a colleague is read by no public page.
 * @throws {AppError} `entry_changed`, `organisation_unknown`, `organisation_ambiguous`, `not_found`
 */
export async function saveReport(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: ParticipantReportForm
): Promise<string> {
	const dossier = await requireEditor(db, actor, slug);
	return db.transaction().execute(async (trx) => {
		const found = input.id ? await findReport(trx, dossier.id, input) : undefined;
		const events = await listEditableEvents(trx, dossier.id);
		const event = events.find(({ id }) => id === input.meetingId);
		if (!event) throw notFound();
		const { authorRole, authorName, language, meetingId } = input;
		const asked = { ...found?.question, to: input.questionTo, about: input.question };
		const id = await writeReport(trx, found?.id, {
			...{ authorRole, authorName, language, meetingId },
			recommendations: JSON.stringify(input.recommendations),
			coveredById: await resolveOrganisation(trx, input.coveredBy),
			coverage: JSON.stringify(readCoverage(input)),
			mentions: JSON.stringify(await readMentions(trx, input)),
			opinion: json(mergeTexts(found?.opinion ?? null, input.opinion)),
			question: input.question ? JSON.stringify({ state: 'open', ...asked }) : null
		});
		const step = found ? 'participant-report-changed' : 'participant-report-added';
		await recordStep(trx, dossier, step, event.title);
		return id;
	});
}

async function findReport(trx: Trx, dossierId: string, { id, version }: EntryForm) {
	const found = await lockReport(trx, dossierId, id);
	if (!found) throw notFound();
	refuseStale(found.version, version);
	return found;
}

function readCoverage({ track, coverage }: ParticipantReportForm) {
	return Object.entries(track).flatMap(([at, name]) =>
		name ? [{ track: name, status: coverage[at] || 'attended' }] : []
	);
}

async function readMentions(trx: Trx, input: ParticipantReportForm) {
	const mentions: Array<Record<string, string | undefined>> = [];
	for (const [at, name] of Object.entries(input.mentioned))
		if (name)
			mentions.push({
				of: await resolveOrganisation(trx, name),
				by: input.mentionedBy[at] ?? '',
				organisationId: await resolveOrganisation(trx, input.mentionedFrom[at] ?? ''),
				picture: input.picture[at] || undefined
			});
	return mentions;
}

/** @throws {AppError} `entry_changed`, `not_found` */
export async function removeReport(
	db: Db,
	actor: Actor | null,
	slug: string,
	form: EntryForm
): Promise<void> {
	const dossier = await requireEditor(db, actor, slug);
	await db.transaction().execute(async (trx) => {
		const { id } = await findReport(trx, dossier.id, form);
		await deleteReport(trx, id);
		await recordStep(trx, dossier, 'participant-report-removed');
	});
}

/**
 * Makes an open action of a recommendation, with an owner. It belongs to the latest meeting of the
 * taskforce that was held, so that every later report carries it until it is done.
 * @throws {AppError} `no_meeting_held`, `recommendation_taken` (422), `organisation_unknown`, `not_found`
 */
export async function takeRecommendation(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ id, text, owner, due }: RecommendationForm
): Promise<string> {
	const dossier = await requireEditor(db, actor, slug);
	return db.transaction().execute(async (trx) => {
		const report = await lockReport(trx, dossier.id, id);
		if (!report?.recommendations.includes(text)) throw notFound();
		const meetingId = await findLastMeeting(trx, dossier.id);
		if (!meetingId)
			throw new AppError('no_meeting_held', 422, 'No meeting of this taskforce was held yet.');
		const ownerId = await resolveOrganisation(trx, owner);
		const actionId = await insertRecommended(trx, { reportId: id, text, meetingId, ownerId, due });
		if (!actionId)
			throw new AppError('recommendation_taken', 422, 'This recommendation is an action already.');
		await recordStep(trx, dossier, 'recommendation-taken', {
			original: report.language,
			texts: { [report.language]: text }
		});
		return actionId;
	});
}
