import type { Actor } from '#lib/model/actor.ts';
import { original } from '#lib/model/localised.ts';
import type { NewMeeting } from '#lib/model/meeting-facts.ts';
import { cutPage, rangeOf } from '#lib/model/page.ts';
import { isSecretary, requireAnyEditor } from '../people/permissions.ts';
import { findFreeSlug } from '../platform/addresses.ts';
import type { Db } from '../platform/db.ts';
import { requireEditor } from './facts.ts';
import { insertMeeting, listEditedDossiers, listEditedMeetings } from './new-meeting.rows.ts';

/**
 * A page of the meetings an actor edits, the next ones first, and the dossiers in which they may add one.
 * @throws {AppError} `sign_in`, `not_found`
 */
export async function readOwnMeetings(db: Db, actor: Actor | null, page = 1) {
	const editor = await requireAnyEditor(db, actor);
	const [meetings, dossiers] = await Promise.all([
		listEditedMeetings(db, editor, rangeOf(page)),
		listEditedDossiers(db, editor)
	]);
	return {
		meetings: cutPage(meetings, page),
		dossiers,
		mayAddOutside: await isSecretary(db, editor)
	};
}

/**
 * A new planned meeting, in a room and by video until somebody says otherwise: every meeting has a
 * remote way in; of an event of others nothing is said. `language` is the one its title is written in.
 * @returns its address
 * @throws {AppError} `not_found` unless the actor edits the dossier, as `requireEditor` says
 */
export async function createMeeting(
	db: Db,
	actor: Actor | null,
	input: NewMeeting,
	language: string
): Promise<string> {
	await requireEditor(db, actor, input.dossierId);
	const { dossierId, kind, date } = input;
	return db.transaction().execute(async (trx) => {
		const slug = await findFreeSlug(trx, 'meeting', input.title);
		await insertMeeting(trx, {
			slug,
			dossierId,
			kind,
			date,
			title: original(language, input.title),
			actorId: actor!.personId
		});
		return slug;
	});
}
