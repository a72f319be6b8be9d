import type { Actor } from '#lib/model/actor.ts';
import type { Dossier, DossierCard, DossierFilter } from '#lib/model/dossier.ts';
import { arrangeTimeline, type Timeline, type TimelineFilter } from '#lib/model/timeline.ts';
import { give } from '#lib/server/people/refusal.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import { readUnchanged } from '#lib/server/platform/unchanged.ts';
import {
	findDossierRow,
	findFormerTarget,
	findReadinessRow,
	listBudgetRows,
	listDossierRows,
	listFilterChoices,
	listResultRows
} from './dossier.rows.ts';
import { listFigures } from './figure.rows.ts';
import { listMeetingCards } from './meeting-card.rows.ts';
import { listStoredRows } from './timeline.rows.ts';

/** The dossiers this actor may read, the latest start first. Status `unknown`: none is stated. */
export function listDossiers(
	db: Db,
	actor: Actor | null,
	filter: DossierFilter = {}
): Promise<DossierCard[]> {
	return listDossierRows(db, actor, filter);
}

/** What the filters of the list can be set to. */
export function listDossierChoices(db: Db, actor: Actor | null) {
	return listFilterChoices(db, actor);
}

/**
 * A dossier with everything but its timeline, in a fixed number of queries.
 * @throws {AppError} `not_found`, also when the actor may not read it
 */
export async function getDossier(db: Db, actor: Actor | null, slug: string): Promise<Dossier> {
	return give(db, await complete(db, actor, await requireDossier(db, actor, slug)));
}

/**
 * A dossier and its timeline, read at the same time; for a visitor only once until something changes.
 * @throws {AppError} as `getDossier`
 */
export async function getDossierWithTimeline(
	db: Db,
	actor: Actor | null,
	slug: string,
	filter: TimelineFilter = {}
): Promise<{ dossier: Dossier; timeline: Timeline }> {
	const { dossier, entries } = actor
		? await readWhole(db, actor, slug)
		: await readUnchanged(db, `dossier ${slug}`, () => readWhole(db, null, slug));
	return { dossier, timeline: arrangeTimeline(entries, dossier.startDate, filter) };
}

async function readWhole(db: Db, actor: Actor | null, slug: string) {
	const found = await requireDossier(db, actor, slug);
	const [stored, rows] = await Promise.all([
		complete(db, actor, found),
		listStoredRows(db, actor, found.id)
	]);
	return give(db, { dossier: stored, entries: rows });
}

async function requireDossier(db: Db, actor: Actor | null, slug: string) {
	const dossier = await findDossierRow(db, actor, slug);
	if (!dossier) throw notFound();
	return dossier;
}

async function complete(
	db: Db,
	actor: Actor | null,
	dossier: Awaited<ReturnType<typeof requireDossier>>
) {
	const [results, meetings, budget, readiness, figures] = await Promise.all([
		listResultRows(db, actor, dossier.id),
		listMeetingCards(db, actor, { dossierId: dossier.id }),
		listBudgetRows(db, dossier.id),
		findReadinessRow(db, dossier.id),
		listFigures(db, actor, { dossierId: dossier.id })
	]);
	return { ...dossier, results, meetings, budget, readiness, figures };
}

/** The address that replaced a former one; undefined when it never was one. Says nothing about rights. */
export function findNewSlug(
	db: Db,
	kind: 'dossier' | 'meeting' | 'film' | 'organisation',
	slug: string
): Promise<string | undefined> {
	return findFormerTarget(db, kind, slug);
}
