import type { Db } from '#lib/server/platform/db.ts';

/** Whether every one of these minutes came in before. */
export async function hasReports(db: Db, records: Array<{ id: string }>): Promise<boolean> {
	const { count } = await db
		.selectFrom('report')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where(
			'importKey',
			'in',
			records.map(({ id }) => id)
		)
		.executeTakeFirstOrThrow();
	return count === records.length;
}
