import { sql } from 'kysely';
import type { Visibility } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';

export interface AnnexRow {
	file: string;
	type: string;
	width: number | null;
	height: number | null;
}

export async function insertAnnex(
	db: Db,
	annex: AnnexRow & { reportId: string; bytes: number; actorId: string }
): Promise<string> {
	const { id } = await db
		.insertInto('reportAnnex')
		.values(annex)
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** The file of an annex that some version which is given out names for these readers. */
export async function findAnnex(
	db: Db,
	{ id: reportId, hiddenUpTo }: { id: string; hiddenUpTo: number },
	id: string,
	readers: readonly Visibility[]
): Promise<AnnexRow | undefined> {
	const named = JSON.stringify([{ id }]);
	const kept = JSON.stringify([{ list: 'annexes', value: { id } }]);
	const places = readers.map((reader) =>
		reader === 'public'
			? sql<boolean>`v.content->'annexes' @> ${named}::jsonb`
			: sql<boolean>`v.restricted->${sql.lit(reader)} @> ${kept}::jsonb`
	);
	return db
		.selectFrom('reportAnnex')
		.where('id', '=', id)
		.where('reportId', '=', reportId)
		.where(
			sql<boolean>`EXISTS (SELECT FROM report_version v
				WHERE v.report_id = ${reportId} AND v.version > ${hiddenUpTo} AND (${sql.join(places, sql` OR `)}))`
		)
		.select(['file', 'type', 'width', 'height'])
		.executeTakeFirst();
}

/** The file of an annex, published or not. */
export function findAnyAnnex(db: Db, reportId: string, id: string): Promise<AnnexRow | undefined> {
	return db
		.selectFrom('reportAnnex')
		.where('id', '=', id)
		.where('reportId', '=', reportId)
		.select(['file', 'type', 'width', 'height'])
		.executeTakeFirst();
}

export function listAnnexFiles(db: Db, ids: string[]) {
	return db
		.selectFrom('reportAnnex')
		.where('id', 'in', ids)
		.select(['id', 'file', 'type', 'width', 'height'])
		.execute();
}
