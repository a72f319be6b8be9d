import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';

const keyOf = (name: string) => `text.${name}`;

export async function findSharedTexts(
	db: Db
): Promise<{ taskforces: Localised | null; network: Localised | null }> {
	const rows = await db
		.selectFrom('setting')
		.select(['key', 'value'])
		.where('key', 'in', [keyOf('taskforces'), keyOf('network')])
		.execute();
	const find = (name: string) =>
		(rows.find((row) => row.key === keyOf(name))?.value ?? null) as Localised | null;
	return { taskforces: find('taskforces'), network: find('network') };
}

/** One at a time: a row that does not exist yet cannot be locked. */
export async function lockSharedTexts(trx: Trx): Promise<void> {
	await sql`LOCK TABLE setting IN SHARE ROW EXCLUSIVE MODE`.execute(trx);
}

export async function writeSharedText(
	trx: Trx,
	name: string,
	text: Localised | null
): Promise<void> {
	if (!text) {
		await trx.deleteFrom('setting').where('key', '=', keyOf(name)).execute();
		return;
	}
	const value = JSON.stringify(text);
	await trx
		.insertInto('setting')
		.values({ key: keyOf(name), value })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
		.execute();
}
