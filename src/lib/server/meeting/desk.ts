import type { Actor } from '#lib/model/actor.ts';
import { cutLists } from '#lib/model/cut-list.ts';
import { requireActor } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { findUntold } from './change.ts';
import {
	listAwaited,
	listChanged,
	listOutdatedNotices,
	listUnconfirmed,
	listUnprepared
} from './desk.rows.ts';
import { listDeadLinks } from './link.rows.ts';
import { sendMails } from './invitee-mail.ts';

/** How many entries of each list stand on the desk while the whole list was not asked for. */
const MOST = {
	awaited: 50,
	unconfirmed: 50,
	unprepared: 50,
	untold: 50,
	outdated: 50,
	deadLinks: 100
};

/**
 * What the meetings an actor edits still wait for: answers, a word on whether they were held,
 * facts that are missing, people who were not told of a change, notices that name former dates, hours or places, dead links. `more`
 * counts what is left out of a list; the one named `whole` is not cut.
 */
export async function readMeetingDesk(db: Db, actor: Actor | null, whole?: string) {
	requireActor(actor);
	const [awaited, unconfirmed, unprepared, changed, outdated, deadLinks] = await Promise.all([
		listAwaited(db, actor),
		listUnconfirmed(db, actor),
		listUnprepared(db, actor),
		listChanged(db, actor),
		listOutdatedNotices(db, actor),
		listDeadLinks(db, actor)
	]);
	const untold = changed.flatMap(({ invitees, ...facts }) => {
		const changes = invitees.flatMap((one) => findUntold(facts, one) ?? []);
		const { slug, title } = facts;
		const [first] = changes;
		return first ? [{ slug, title, kind: first.kind, count: changes.length }] : [];
	});
	const remindable = awaited.reduce((sum, one) => sum + one.remindable, 0);
	const { lists, more } = cutLists(
		{ awaited, unconfirmed, unprepared, untold, outdated, deadLinks },
		MOST,
		whole
	);
	return { ...lists, more, remindable };
}

/**
 * Sends the one reminder to everybody who was written to and is silent, in all meetings to come
 * that the actor edits. Returns how many mails are on their way.
 * @throws {AppError} as `sendMails` for one of them, once the others are on their way
 */
export async function remindAll(db: Db, actor: Actor | null, origin: string): Promise<number> {
	requireActor(actor);
	let sent = 0;
	let refusal: AppError | undefined;
	for (const { slug, remindable } of await listAwaited(db, actor))
		try {
			if (remindable) sent += (await sendMails(db, actor, slug, { kind: 'reminder', origin })).sent;
		} catch (fault) {
			if (!(fault instanceof AppError)) throw fault;
			refusal ??= fault;
		}
	if (refusal) throw refusal;
	return sent;
}
