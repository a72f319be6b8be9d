import { includes, type Actor } from '#lib/model/actor.ts';
import { lockMeeting, findState } from '../agenda/state.rows.ts';
import { levelIn, requireActor, requireLevel } from '../people/permissions.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { findDossier, findImported, findMeeting, listTargets, type Target } from './intake.rows.ts';

/** Where an import goes: a dossier, and the meeting in it that gets the programme or the report. */
export interface Chosen {
	dossierId: string;
	dossierSlug: string;
	/** Null: a new meeting. */
	meeting: {
		id: string;
		slug: string;
		kind: string;
		intakeId: string | null;
		status: string;
		reportSlug: string | null;
	} | null;
}

/**
 * The dossiers an actor may import into.
 * @throws {AppError} `sign_in`, `not_found` for whoever publishes nowhere
 */
export async function readTargets(db: Db, actor: Actor | null): Promise<Target[]> {
	requireActor(actor);
	const targets = actor.isGuest ? [] : await listTargets(db, actor);
	if (targets.length === 0 && !actor.isAdmin) throw notFound();
	return targets;
}

/**
 * Reads `new:<dossier>` or `meeting:<meeting>`, level publish in the dossier.
 * @throws {AppError} `not_found`
 */
export async function chooseTarget(db: Db, actor: Actor | null, target: string): Promise<Chosen> {
	const [kind, slug = ''] = target.split(':');
	if (kind === 'new') {
		const dossier = await findDossier(db, slug);
		if (!dossier) throw notFound();
		await requireLevel(db, actor, dossier.id, 'publish');
		return { dossierId: dossier.id, dossierSlug: dossier.slug, meeting: null };
	}
	const meeting = await findMeeting(db, slug);
	if (!meeting?.dossierId) throw notFound();
	if (!includes(await levelIn(db, actor, meeting.dossierId), 'publish')) throw notFound();
	return { dossierId: meeting.dossierId, dossierSlug: '', meeting };
}

/** Locks a meeting that is to get a programme: true when this very form brought it one already. */
export async function lockTarget(
	trx: Trx,
	meeting: NonNullable<Chosen['meeting']>,
	intakeId: string
): Promise<boolean> {
	if (!(await lockMeeting(trx, meeting.id))) throw notFound();
	const now = await findMeeting(trx, meeting.slug);
	if (now?.intakeId === intakeId) return true;
	const state = await findState(trx, meeting.id);
	if (state?.status !== 'planned' && state?.status !== 'scheduled')
		throw new AppError(
			'intake_not_planned',
			409,
			'Only a planned meeting can be given a programme.'
		);
	if (state.items.length > 0)
		throw new AppError('intake_has_agenda', 409, 'This meeting has an agenda already.');
	return false;
}

/** @throws {AppError} `intake_report_held` for a meeting of which no report can be brought in */
export function requireReportable(meeting: NonNullable<Chosen['meeting']>): void {
	const { status, kind, reportSlug } = meeting;
	if (status === 'held' && kind !== 'external-event' && !reportSlug) return;
	throw new AppError(
		'intake_report_held',
		409,
		'A report can be brought in of a meeting that was held and has none yet.'
	);
}

/** Locks a meeting that is to get a report; the report's slug when this very form brought it already. */
export async function lockReportable(
	trx: Trx,
	{ id, slug }: NonNullable<Chosen['meeting']>,
	intakeId: string
): Promise<string | null> {
	if (!(await lockMeeting(trx, id))) throw notFound();
	const now = await findMeeting(trx, slug);
	if (!now) throw notFound();
	if (now.intakeId === intakeId && now.reportSlug) return now.reportSlug;
	requireReportable(now);
	return null;
}

/** The meeting that the same form made before, if it did; that of another dossier is nobody's business. */
export async function findEarlier(trx: Trx, intakeId: string, dossierId: string) {
	const earlier = await findImported(trx, intakeId);
	if (earlier && earlier.dossierId !== dossierId) throw notFound();
	return earlier;
}
