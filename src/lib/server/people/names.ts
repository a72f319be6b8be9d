import * as v from 'valibot';
import type { Actor } from '#lib/model/actor.ts';
import { cutPage, rangeOf } from '#lib/model/page.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import {
	deleteBasis,
	findMerged,
	findPerson,
	listBases,
	listMerged,
	listPeople,
	setStanding,
	storeBasis,
	sharesDossier
} from './names.rows.ts';
import { requireActor, requireSecretary } from './permissions.ts';

export const BASES = ['consent', 'public-role', 'refused'] as const;
export type Basis = (typeof BASES)[number];

/** A page of the people the actor looks after: those who take part in dossiers the actor publishes for. */
export async function listKnownPeople(db: Db, actor: Actor | null, query = '', page = 1) {
	await requireSecretary(db, actor);
	return cutPage(await listPeople(db, actor!, query.trim(), rangeOf(page)), page);
}

/**
 * One person with what is recorded of their name, standing and for each meeting.
 * @throws {AppError} `not_found`, also for people of other dossiers
 */
export async function readPerson(db: Db, actor: Actor | null, personId: string) {
	await requireKeeper(db, actor, personId);
	const person = await findPerson(db, personId);
	if (!person) throw notFound();
	const [meetings, merged] = await Promise.all([
		listBases(db, actor!, personId),
		listMerged(db, personId)
	]);
	return { ...person, meetings, merged };
}

/** Whom a person that is no more is now; null for everybody else, and for whom the actor does not keep. */
export async function followMerge(
	db: Db,
	actor: Actor | null,
	personId: string
): Promise<string | null> {
	requireActor(actor);
	const now = await findMerged(db, personId);
	if (!now) return null;
	return (await keepsPerson(db, actor, now)) ? now : null;
}

export const PersonInput = v.object({
	name: v.pipe(v.string(), v.trim(), v.maxLength(120)),
	roleLabel: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
	/** What holds where a meeting records nothing of its own; empty: nothing, the role is printed. */
	standing: v.optional(v.picklist(['', 'consent', 'public-role', 'refused']), '')
});

/** @throws {AppError} `not_found`, `person_account` (409): an administrator changes it */
export async function savePerson(
	db: Db,
	actor: Actor | null,
	personId: string,
	input: v.InferOutput<typeof PersonInput>
): Promise<void> {
	await requireKeeper(db, actor, personId);
	const person = await findPerson(db, personId);
	if (!person) throw notFound();
	if (person.hasAccount && !actor!.isAdmin && input.name !== (person.name ?? ''))
		throw new AppError('person_account', 409, 'The name belongs to an account.').about('name');
	await setStanding(db, personId, {
		name: input.name || null,
		roleLabel: input.roleLabel || null,
		publishName: input.standing === '' ? null : input.standing !== 'refused',
		publicOffice: input.standing === 'public-role'
	});
}

/** Records on which basis a name is printed in one meeting; empty takes the record away. @throws {AppError} `not_found` */
export async function recordBasis(
	db: Db,
	actor: Actor | null,
	personId: string,
	meetingId: string,
	basis: Basis | ''
): Promise<void> {
	await requireKeeper(db, actor, personId);
	if (!(await listBases(db, actor!, personId)).some(({ id }) => id === meetingId)) throw notFound();
	if (basis === '') await deleteBasis(db, personId, meetingId);
	else await storeBasis(db, { personId, meetingId, basis, recordedBy: actor!.personId });
}

/** Whoever publishes for a dossier the person takes part in; administrators for everybody. */
export async function requireKeeper(db: Db, actor: Actor | null, personId: string): Promise<void> {
	requireActor(actor);
	if (!(await keepsPerson(db, actor, personId))) throw notFound();
}

/** Whether the actor looks after the record of a person. */
export async function keepsPerson(db: Db, actor: Actor | null, personId: string): Promise<boolean> {
	if (!actor) return false;
	return actor.isAdmin || sharesDossier(db, actor.personId, personId);
}
