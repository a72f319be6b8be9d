import type { Actor } from '#lib/model/actor.ts';
import { listGaps } from '../dossier/gaps.ts';
import { requireActor } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { listWrittenMails } from '../platform/mail.ts';
import { isSecretary, listComing, listOverdue, listPublished, listWaiting } from './desk.rows.ts';

/**
 * What waits for the secretariat in the dossiers it publishes for. Mails that were written to the
 * data folder because no mail server is configured are shown to administrators only.
 * @throws {AppError} `sign_in`, `not_found` for whoever publishes nowhere
 */
export async function readDesk(db: Db, actor: Actor | null) {
	requireActor(actor);
	if (!(await isSecretary(db, actor))) throw notFound();
	const [waiting, published, coming, overdue, gaps, mails] = await Promise.all([
		listWaiting(db, actor),
		listPublished(db, actor, 10),
		listComing(db, actor, 10),
		listOverdue(db, actor, 50),
		listGaps(db, actor),
		actor.isAdmin ? listWrittenMails(20) : []
	]);
	return { waiting, published, coming, overdue, gaps, mails: mails.map(readMail) };
}

/** Whether the desk exists for this reader, so that nobody is sent to a page they cannot open. */
export async function opensDesk(db: Db, actor: Actor | null): Promise<boolean> {
	return actor !== null && !actor.isGuest && (await isSecretary(db, actor));
}

function readMail({ name, raw }: { name: string; raw: string }) {
	const header = (field: string) =>
		new RegExp(`^${field}: (.*)$`, 'mi').exec(raw)?.[1]?.trim() ?? '';
	return { name, to: header('To'), subject: header('Subject'), raw };
}
