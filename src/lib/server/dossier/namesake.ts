import type { Actor } from '#lib/model/actor.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import { refuseStale, type EntryForm } from './editing.ts';
import { insertNamesake } from './namesake.rows.ts';
import { openHome, tellDossier, type Home } from './participant-home.ts';
import { lockReport } from './participant.rows.ts';

/**
 * Says that the author of a participant's report is not the person it was put down to but somebody
 * else of the same name, who becomes a person of their own.
 * @throws {AppError} `entry_changed`, `not_found`, also when nobody else is meant by the name
 */
export async function separateAuthor(
	db: Db,
	actor: Actor | null,
	home: Home,
	{ id, version }: EntryForm
): Promise<string> {
	const open = await openHome(db, actor, home);
	await db.transaction().execute(async (trx) => {
		const report = await lockReport(trx, open, id);
		if (!report) throw notFound();
		refuseStale(report.version, version);
		if (!(await insertNamesake(trx, id, open.actor.personId))) throw notFound();
		await tellDossier(trx, open, 'participant-report-changed');
	});
	return id;
}
