import type { Actor } from '#lib/model/actor.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import type { ParticipantReportForm, RecommendationForm } from '#lib/model/participant-form.ts';
import { listAuthors, type AuthorChoice } from '#lib/server/people/authors.rows.ts';
import { resolveAuthor } from '#lib/server/people/authors.ts';
import { listNames } from '#lib/server/people/naming.rows.ts';
import { resolveOrganisation } from '#lib/server/people/naming.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import { AppError, notFound } from '#lib/server/platform/errors.ts';
import { json } from '#lib/server/platform/import.ts';
import { refuseStale, requireEditor, type EntryForm } from './editing.ts';
import { openHome, tellDossier, type Home, type OpenHome } from './participant-home.ts';
import {
	deleteReport,
	findLastMeeting,
	insertRecommended,
	listReportRows,
	lockReport,
	writeReport,
	type EditableReport
} from './participant.rows.ts';

/** What the desk shows of participants' reports, and what their forms offer. */
export interface DeskReports extends Omit<OpenHome, 'actor'> {
	reports: EditableReport[];
	/** Who may be chosen as author. */
	people: AuthorChoice[];
	organisations: OrganisationName[];
}

/** Participants' reports with their internal questions. @throws {AppError} `sign_in`, `not_found` */
export async function listReports(db: Db, actor: Actor | null, home: Home): Promise<DeskReports> {
	const { actor: editor, ...open } = await openHome(db, actor, home);
	const [reports, people, organisations] = await Promise.all([
		listReportRows(db, editor, open),
		listAuthors(db, editor, { dossierId: open.dossierId, meetingId: open.eventId }),
		listNames(db)
	]);
	return { ...open, reports, people, organisations };
}

/**
 * Saves what somebody who took part wrote about an event. It is never the official report, and
 * its question to a colleague is read by no public page.
 * @throws {AppError} `entry_changed`, `organisation_unknown`, `organisation_ambiguous`, `not_found`,
 * `author_ambiguous`, `author_refused`
 */
export async function saveReport(
	db: Db,
	actor: Actor | null,
	home: Home,
	input: ParticipantReportForm
): Promise<string> {
	const open = await openHome(db, actor, home);
	return db.transaction().execute(async (trx) => {
		const found = input.id ? await findReport(trx, open, input) : undefined;
		const event = open.events.find(({ id }) => id === input.meetingId);
		if (!event) throw notFound();
		const { authorRole, language, meetingId } = input;
		const asked = { ...found?.question, to: input.questionTo, about: input.question };
		const author = { dossierId: open.dossierId, meetingId, known: found?.authorId ?? null };
		const id = await writeReport(trx, found?.id, {
			...{ authorRole, language, meetingId },
			authorId: await resolveAuthor(trx, open.actor, input, author),
			recommendations: JSON.stringify(input.recommendations),
			coveredById: await resolveOrganisation(trx, input.coveredBy, 'coveredBy'),
			coverage: JSON.stringify(readCoverage(input)),
			mentions: JSON.stringify(await readMentions(trx, input)),
			opinion: json(mergeTexts(found?.opinion ?? null, input.opinion)),
			question: input.question ? JSON.stringify({ state: 'open', ...asked }) : null
		});
		const step = found ? 'participant-report-changed' : 'participant-report-added';
		await tellDossier(trx, open, step, event.title);
		return id;
	});
}

async function findReport(trx: Trx, open: OpenHome, { id, version }: EntryForm) {
	const found = await lockReport(trx, open, id);
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
				of: await resolveOrganisation(trx, name, `mentioned:${at}`),
				by: input.mentionedBy[at] ?? '',
				organisationId: await resolveOrganisation(
					trx,
					input.mentionedFrom[at] ?? '',
					`mentionedFrom:${at}`
				),
				picture: input.picture[at] || undefined
			});
	return mentions;
}

/** @throws {AppError} `entry_changed`, `not_found` */
export async function removeReport(
	db: Db,
	actor: Actor | null,
	home: Home,
	form: EntryForm
): Promise<void> {
	const open = await openHome(db, actor, home);
	await db.transaction().execute(async (trx) => {
		const { id } = await findReport(trx, open, form);
		await deleteReport(trx, id);
		await tellDossier(trx, open, 'participant-report-removed');
	});
}

/**
 * Makes an open action of a recommendation, with an owner. It belongs to the latest meeting of the
 * taskforce that was held, so that every later report carries it until it is done; the form names
 * the taskforce where the event belongs to none.
 * @throws {AppError} `no_meeting_held`, `recommendation_taken` (422), `organisation_unknown`, `not_found`
 */
export async function takeRecommendation(
	db: Db,
	actor: Actor | null,
	home: Home,
	{ id, text, owner, due, dossier }: RecommendationForm
): Promise<string> {
	const open = await openHome(db, actor, home);
	const dossierId = open.dossierId ?? (await requireEditor(db, actor, dossier)).id;
	return db.transaction().execute(async (trx) => {
		const report = await lockReport(trx, open, id);
		if (!report?.recommendations.includes(text)) throw notFound();
		const meetingId = await findLastMeeting(trx, dossierId);
		if (!meetingId)
			throw new AppError('no_meeting_held', 422, 'No meeting of this taskforce was held yet.');
		const ownerId = await resolveOrganisation(trx, owner, 'owner');
		const actionId = await insertRecommended(trx, { reportId: id, text, meetingId, ownerId, due });
		if (!actionId)
			throw new AppError('recommendation_taken', 422, 'This recommendation is an action already.');
		await tellDossier(trx, { ...open, dossierId }, 'recommendation-taken', {
			original: report.language,
			texts: { [report.language]: text }
		});
		return actionId;
	});
}
