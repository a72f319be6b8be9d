import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { KeyFigure } from '#lib/model/dossier.ts';
import type { Localised } from '#lib/model/localised.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import { readableByDossier } from '#lib/server/people/reading.rows.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';

export type EditableFigure = KeyFigure & {
	version: string;
	/** Ids of the meetings and events it is shown with. */
	events: string[];
	/** How many other dossiers show it. */
	elsewhere: number;
};

export async function listEditableFigures(db: Db, dossierId: string): Promise<EditableFigure[]> {
	const { rows } = await sql<EditableFigure>`
		SELECT f.id, f.xmin::text AS version, f.label, f.value::text AS value, f.qualifier, f.unit, f.parts,
			${organisationName('s')} AS source, f.source_note AS "sourceNote", f.date,
			f.date_precision AS "datePrecision",
			ARRAY(SELECT meeting_id::text FROM figure_meeting WHERE figure_id = f.id) AS events,
			(SELECT count(*)::int FROM figure_dossier WHERE figure_id = f.id) AS elsewhere
		FROM key_figure f LEFT JOIN organisation s ON s.id = f.source_id
		WHERE f.dossier_id = ${dossierId} ORDER BY f.id`.execute(db);
	return rows;
}

export interface FigureLink {
	id: string;
	label: Localised;
	value: string;
	unit: string | null;
}

const isLinked = (dossierId: string) => sql<boolean>`EXISTS (
	SELECT FROM figure_dossier link WHERE link.figure_id = f.id AND link.dossier_id = ${dossierId})`;

const selectOthers = (db: Db, actor: Actor | null, dossierId: string) =>
	db
		.selectFrom('keyFigure as f')
		.select(['f.id', 'f.label', sql<string>`f.value::text`.as('value'), 'f.unit'])
		.where(readableByDossier(actor, 'f'))
		.where('f.dossierId', '!=', dossierId)
		.orderBy('f.id');

export async function listLinkedFigures(
	db: Db,
	actor: Actor | null,
	dossierId: string
): Promise<FigureLink[]> {
	const rows = await selectOthers(db, actor, dossierId).where(isLinked(dossierId)).execute();
	return rows as unknown as FigureLink[];
}

export async function listLinkableFigures(
	db: Db,
	actor: Actor | null,
	dossierId: string
): Promise<FigureLink[]> {
	const rows = await selectOthers(db, actor, dossierId)
		.where(sql<boolean>`NOT ${isLinked(dossierId)}`)
		.execute();
	return rows as unknown as FigureLink[];
}

/** A meeting or event with its address and first day: two may have one title. */
export interface EventLink {
	id: string;
	slug: string;
	title: Localised;
	date: string | null;
}

/** Meetings and events of a dossier, with which a figure can be shown. */
export async function listEventLinks(db: Db, dossierId: string): Promise<EventLink[]> {
	const rows = await db
		.selectFrom('meeting')
		.select(['id', 'slug', 'title'])
		.select(
			sql<string | null>`(SELECT min(date) FROM meeting_day WHERE meeting_id = meeting.id)`.as(
				'date'
			)
		)
		.where('dossierId', '=', dossierId)
		.orderBy('id', 'desc')
		.execute();
	return rows as unknown as EventLink[];
}

/** Shows a figure with these meetings of its dossier and with no others. */
export async function replaceEventLinks(
	trx: Trx,
	dossierId: string,
	figureId: string,
	meetingIds: string[]
): Promise<void> {
	await trx.deleteFrom('figureMeeting').where('figureId', '=', figureId).execute();
	if (!meetingIds.length) return;
	await trx
		.insertInto('figureMeeting')
		.columns(['figureId', 'meetingId'])
		.expression((eb) =>
			eb
				.selectFrom('meeting')
				.select([sql<string>`${figureId}::uuid`.as('figureId'), 'id'])
				.where('dossierId', '=', dossierId)
				.where('id', 'in', meetingIds)
		)
		.execute();
}
