import { includes, type Actor, type Level } from '#lib/model/actor.ts';
import type { ParticipantReport } from '#lib/model/participant-report.ts';
import type { Programme } from '#lib/model/programme.ts';
import { isSecretary, levelIn } from '#lib/server/people/permissions.ts';
import { give } from '#lib/server/people/refusal.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import {
	findDraftSlug,
	findInvitationRow,
	findProgrammeRow,
	listFilmRows,
	listItemRows,
	listMaterialRows,
	listParticipantReportRows
} from './programme.rows.ts';
import { hasSeat } from './seat.rows.ts';

/** What the reader may do beyond reading. */
export interface Allowed {
	join: boolean;
	edit: boolean;
	/** Writing participants' reports: an event of no dossier is looked after by all who publish. */
	tell: boolean;
	/** Slug of a report that is filed and not published yet. */
	draft: string | null;
}

/**
 * A meeting or external event as its public page shows it.
 * @throws {AppError} `not_found`, also when the actor may not read it
 */
export async function getProgramme(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<Programme & { allowed: Allowed }> {
	const head = await findProgrammeRow(db, actor, slug);
	if (!head) throw notFound();
	const { dossierId, ...meeting } = head;
	const level = dossierId ? await levelIn(db, actor, dossierId) : actor?.isAdmin ? 'publish' : null;
	const [items, films, materials, invitation, allowed] = await Promise.all([
		listItemRows(db, actor, head.id),
		listFilmRows(db, actor, head.id),
		listMaterialRows(db, actor, head.id),
		findInvitationRow(db, actor, head.id, level),
		findAllowed(db, actor, level, head)
	]);
	const programme = { ...meeting, items, films, materials, invitation, allowed };
	return give(db, { ...programme, saidOf: `meeting/${head.id}` as const });
}

async function findAllowed(
	db: Db,
	actor: Actor | null,
	level: Level | null,
	{ id, dossierId }: { id: string; dossierId: string | null }
): Promise<Allowed> {
	if (!actor) return { join: false, edit: false, tell: false, draft: null };
	const join = includes(level, 'take-part') || (await hasSeat(db, id, actor.personId));
	const draft = join ? await findDraftSlug(db, id) : null;
	const edit = includes(level, 'edit');
	const tell = dossierId ? edit : await isSecretary(db, actor);
	return { join, edit, tell, draft };
}

/** What people who took part wrote about an event that the actor may read. */
export async function listParticipantReports(
	db: Db,
	actor: Actor | null,
	meeting: { id: string; slug: string }
): Promise<ParticipantReport[]> {
	if (!(await findProgrammeRow(db, actor, meeting.slug))) throw notFound();
	const reports = await listParticipantReportRows(db, meeting.id);
	const saidOf = `meeting/${meeting.id}` as const;
	return give(
		db,
		reports.map((report) => ({ ...report, saidOf }))
	);
}
