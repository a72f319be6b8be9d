import type { Actor } from '#lib/model/actor.ts';
import { listGaps } from '../dossier/gaps.ts';
import { isSecretary, requireSecretary } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { listWrittenMails } from '../platform/mail.ts';
import { listComing, listOverdue, listPublished, listWaiting } from './desk.rows.ts';

/**
 * What waits for the secretariat in the dossiers it publishes for. Mails that were written to the
 * data folder because no mail server is configured are shown to administrators only.
 * @throws {AppError} `sign_in`, `not_found` for whoever publishes nowhere
 */
export async function readDesk(db: Db, reader: Actor | null) {
	const actor = await requireSecretary(db, reader);
	const [waiting, published, coming, overdue, gaps, mails] = await Promise.all([
		listWaiting(db, actor),
		listPublished(db, actor, 10),
		listComing(db, actor, 10),
		listOverdue(db, actor, 50),
		listGaps(db, actor),
		actor.isAdmin ? listWrittenMails(20) : []
	]);
	const { isAdmin } = actor;
	return { isAdmin, waiting, published, coming, overdue, gaps, mails: mails.map(readMail) };
}

/** Whether the desk exists for this reader, so that nobody is sent to a page they cannot open. */
export async function opensDesk(db: Db, actor: Actor | null): Promise<boolean> {
	return actor !== null && !actor.isGuest && isSecretary(db, actor);
}

function readMail({ name, raw }: { name: string; raw: string }) {
	const header = (field: string) =>
		new RegExp(`^${field}: (.*)$`, 'mi').exec(raw)?.[1]?.trim() ?? '';
	return { name, to: header('To'), subject: header('Subject'), raw };
}
