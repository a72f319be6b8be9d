import type { Actor } from '#lib/model/actor.ts';
import { countCut, cutLists } from '#lib/model/cut-list.ts';
import { listGaps, listStaleTexts } from '../dossier/gaps.ts';
import { isEditor, isSecretary, requireAnyEditor } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { listWrittenMails, showMail } from '../platform/mail.ts';
import { countKept, listKept } from './action-list.rows.ts';
import { listDifferingReports } from './differing.ts';
import {
	listComing,
	listPublished,
	listStaleTranslations,
	listTakenBack,
	listUnwritten,
	listWaiting
} from './desk.rows.ts';

/** How many entries of each list stand on the desk while the whole list was not asked for. */
const MOST = { differing: 20, unwritten: 20, published: 10, coming: 10, mails: 20 };
const MOST_ACTIONS = 50;
const MOST_GAPS = { incomplete: 20, conflicts: 20, subtitles: 20 };

/**
 * What waits for the reader: reports, those that differ from their meeting, and held meetings without
 * one, in the dossiers they publish for and the meetings they chair; meetings, actions, gaps and
 * translations in those they edit. Mails that were written to the data folder because no mail server
 * is configured are shown to administrators only.
 * `more` counts what is left out of a list; the one named `whole` is not cut.
 * @throws {AppError} `sign_in`, `not_found` for whoever edits nothing
 */
export async function readDesk(db: Db, reader: Actor | null, whole?: string) {
	const actor = await requireAnyEditor(db, reader);
	const { isAdmin } = actor;
	const overdue = { state: 'overdue' } as const;
	const mostOf = (name: keyof typeof MOST) => (name === whole ? null : MOST[name]);
	const [isKeeper, waiting, takenBack, gaps, actions, total, stale, texts, ...long] =
		await Promise.all([
			isSecretary(db, actor),
			listWaiting(db, actor),
			listTakenBack(db, actor),
			listGaps(db, actor),
			listKept(db, actor, overdue, { limit: MOST_ACTIONS, offset: 0 }),
			countKept(db, actor, overdue),
			listStaleTranslations(db, actor),
			listStaleTexts(db, actor),
			listDifferingReports(db, actor),
			listUnwritten(db, actor, mostOf('unwritten')),
			listPublished(db, actor, mostOf('published')),
			listComing(db, actor, mostOf('coming')),
			isAdmin ? listWrittenMails() : []
		]);
	const [differing, unwritten, published, coming, mails] = long;
	const counted = countCut({ unwritten, published, coming });
	const cut = cutLists({ differing, mails }, MOST, whole);
	// On the desk the three kinds are one list.
	const shown = whole === 'gaps' ? { lists: gaps, more: {} } : cutLists({ ...gaps }, MOST_GAPS);
	const moreGaps = Object.values<number>(shown.more).reduce((sum, count) => sum + count, 0);
	return {
		isAdmin,
		isKeeper,
		waiting,
		takenBack,
		overdue: actions,
		gaps: shown.lists,
		translations: [...stale, ...texts],
		...counted.lists,
		differing: cut.lists.differing,
		mails: await Promise.all(cut.lists.mails.map(showMail)),
		more: { ...counted.more, ...cut.more, overdue: total - actions.length, gaps: moreGaps }
	};
}

/** Whether the desk exists for this reader, so that nobody is sent to a page they cannot open. */
export async function opensDesk(db: Db, actor: Actor | null): Promise<boolean> {
	return actor !== null && !actor.isGuest && isEditor(db, actor);
}
