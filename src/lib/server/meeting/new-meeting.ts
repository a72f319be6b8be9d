import type { Actor } from '#lib/model/actor.ts';
import { original } from '#lib/model/localised.ts';
import type { NewMeeting } from '#lib/model/meeting-facts.ts';
import { requireActor } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { publishesSomewhere } from './editor.rows.ts';
import { requireEditor } from './facts.ts';
import {
	insertMeeting,
	isAddressFree,
	listEditedDossiers,
	listEditedMeetings
} from './new-meeting.rows.ts';

/** The meetings an actor edits, the next ones first, and the dossiers in which they may add one. */
export async function readOwnMeetings(db: Db, actor: Actor | null) {
	requireActor(actor);
	const [meetings, dossiers] = await Promise.all([
		listEditedMeetings(db, actor),
		listEditedDossiers(db, actor)
	]);
	return { meetings, dossiers, mayAddOutside: await publishesSomewhere(db, actor) };
}

/**
 * A new planned meeting, in a room and by video until somebody says otherwise: every meeting has a
 * remote way in. `language` is the one its title is written in.
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
	const slug = await findFreeAddress(db, input.title);
	const { dossierId, kind, date } = input;
	await insertMeeting(db, {
		slug,
		dossierId,
		kind,
		date,
		title: original(language, input.title),
		actorId: actor!.personId
	});
	return slug;
}

/** A title as an address: plain letters and digits, at most 60. */
export function writeAddress(title: string): string {
	const plain = title
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.slice(0, 60)
		.replaceAll(/^-+|-+$/g, '');
	return plain || 'meeting';
}

async function findFreeAddress(db: Db, title: string): Promise<string> {
	const base = writeAddress(title);
	for (let n = 1; ; n += 1) {
		const slug = n === 1 ? base : `${base}-${n}`;
		if (await isAddressFree(db, slug)) return slug;
	}
}
