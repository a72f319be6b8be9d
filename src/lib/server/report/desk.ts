import type { Actor } from '#lib/model/actor.ts';
import { listGaps } from '../dossier/gaps.ts';
import { isEditor, isSecretary, requireAnyEditor } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { listWrittenMails } from '../platform/mail.ts';
import { listKept } from './action-list.rows.ts';
import {
	listComing,
	listPublished,
	listTakenBack,
	listUnwritten,
	listWaiting
} from './desk.rows.ts';

/**
 * What waits for the reader: reports, and held meetings without one, in the dossiers they publish for
 * and the meetings they chair, meetings, actions and gaps in those they edit. Mails that were written to the data folder because
 * no mail server is configured are shown to administrators only.
 * @throws {AppError} `sign_in`, `not_found` for whoever edits nothing
 */
export async function readDesk(db: Db, reader: Actor | null) {
	const actor = await requireAnyEditor(db, reader);
	const [isKeeper, waiting, unwritten, published, takenBack, coming, overdue, gaps, mails] =
		await Promise.all([
			isSecretary(db, actor),
			listWaiting(db, actor),
			listUnwritten(db, actor, 20),
			listPublished(db, actor, 10),
			listTakenBack(db, actor),
			listComing(db, actor, 10),
			listKept(db, actor, { state: 'overdue' }, 50),
			listGaps(db, actor),
			actor.isAdmin ? listWrittenMails(20) : []
		]);
	const { isAdmin } = actor;
	return {
		isAdmin,
		isKeeper,
		waiting,
		unwritten,
		published,
		takenBack,
		coming,
		overdue,
		gaps,
		mails
	};
}

/** Whether the desk exists for this reader, so that nobody is sent to a page they cannot open. */
export async function opensDesk(db: Db, actor: Actor | null): Promise<boolean> {
	return actor !== null && !actor.isGuest && isEditor(db, actor);
}
