import type { Actor } from '#lib/model/actor.ts';
import type { NoteAction } from '#lib/model/note.ts';
import type { Input } from '#lib/realtime/events.ts';
import { isOwner } from '../meeting/owner.rows.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { publish } from '../platform/socket.ts';
import { listTold, recordChanges, upsertAction } from './action.rows.ts';
import { readItemParagraphs } from './content.ts';
import { ensureDocument } from './log.rows.ts';
import { requireWriting } from './pushes.ts';
import { requireReading } from './rights.ts';

/**
 * Gives an action of an item's notes an owner, a date or a state, and tells the meeting. What is not
 * given stays: two people choose owner and date at the same moment.
 * @throws {AppError} `not_found`, `read_only`, `unknown_owner`
 */
export async function setAction(
	db: Db,
	actor: Actor,
	{ itemId, actionId, ...given }: Input<'action:set'>
): Promise<NoteAction> {
	requireWriting((await requireReading(db, actor, itemId)).canWrite);
	const head = await ensureDocument(db, itemId);
	const paragraphs = await readItemParagraphs(db, itemId);
	if (!head || !paragraphs.some(({ kind, id }) => kind === 'action' && id === actionId))
		throw notFound();
	const { meetingId } = head;
	const values = wholeOwner(given);
	const owner = values.ownerPersonId ?? values.ownerOrganisationId;
	if (
		(values.ownerPersonId && values.ownerOrganisationId) ||
		(owner && !(await isOwner(db, actor, meetingId, owner)))
	)
		throw new AppError('unknown_owner', 400, 'Choose a person or an organisation of this meeting.');
	const action = await db.transaction().execute(async (trx) => {
		const stored = await upsertAction(trx, itemId, meetingId, { id: actionId, ...values });
		if (!stored) throw notFound();
		await recordChanges(trx, actor.personId, [actionId]);
		return stored;
	});
	await tellActions(db, [actionId]);
	return action;
}

/** A new owner of one kind takes the place of one of the other. */
function wholeOwner<T extends Partial<NoteAction>>(given: T): T {
	if (given.ownerPersonId) return { ownerOrganisationId: null, ...given };
	if (given.ownerOrganisationId) return { ownerPersonId: null, ...given };
	return given;
}

/** Tells the meetings of these actions how they stand; call after commit. */
export async function tellActions(db: Db, ids: string[]): Promise<void> {
	if (ids.length === 0) return;
	for (const { docId, ...change } of await listTold(db, ids)) {
		const rooms = [`meeting:${change.meetingId}`, ...(docId ? [`doc:${docId}`] : [])];
		publish(rooms, 'action:changed', change);
	}
}
