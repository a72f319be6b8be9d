import type { Localised } from '#lib/model/localised.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import { version } from './editing.rows.ts';

export interface AimRow {
	id: string;
	version: string;
	position: number;
	text: Localised;
	isMet: boolean;
}

export async function listAimRows(db: Db, dossierId: string): Promise<AimRow[]> {
	const rows = await db
		.selectFrom('objective')
		.select(['id', 'position', 'text'])
		.select(version('objective').as('version'))
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom('result')
						.select('result.id')
						.whereRef('result.objectiveId', '=', 'objective.id')
				)
				.as('isMet')
		)
		.where('dossierId', '=', dossierId)
		.orderBy('position')
		.orderBy('id')
		.execute();
	return rows as unknown as AimRow[];
}

/** Puts an aim before the one above it or after the one below it. */
export async function swapAim(
	trx: Trx,
	dossierId: string,
	id: string,
	direction: 'up' | 'down'
): Promise<void> {
	const rows = await trx
		.selectFrom('objective')
		.select('id')
		.where('dossierId', '=', dossierId)
		.orderBy('position')
		.orderBy('id')
		.forUpdate()
		.execute();
	const ids = rows.map((row) => row.id);
	const from = ids.indexOf(id);
	const to = from + (direction === 'up' ? -1 : 1);
	const other = ids[to];
	if (from < 0 || other === undefined) return;
	ids[from] = other;
	ids[to] = id;
	for (const [position, aim] of ids.entries())
		await trx
			.updateTable('objective')
			.set({ position: position + 1 })
			.where('id', '=', aim)
			.execute();
}
