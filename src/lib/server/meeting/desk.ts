import type { Actor } from '#lib/model/actor.ts';
import { requireActor } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { findUntold } from './change.ts';
import { listAwaited, listChanged, listOutdatedNotices, listUnprepared } from './desk.rows.ts';
import { listDeadLinks } from './link.rows.ts';
import { sendMails } from './invitee-mail.ts';

/** What the meetings an actor edits still wait for: answers, facts that are missing, people who
 * were not told of a change, notices that name former dates, hours or places, dead links. */
export async function readMeetingDesk(db: Db, actor: Actor | null) {
	requireActor(actor);
	const [awaited, unprepared, changed, outdated, deadLinks] = await Promise.all([
		listAwaited(db, actor),
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
	return { awaited, unprepared, untold, outdated, deadLinks };
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
