import type { Actor } from '#lib/model/actor.ts';
import { takesPartElsewhere } from '../people/names.rows.ts';
import { followMerge, readPerson, requireKeeper } from '../people/names.ts';
import { announce } from '../platform/bus.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { permitErasure } from './erasure.rows.ts';
import { joinBases } from './merging-bases.rows.ts';
import {
	closeAccount,
	closePerson,
	countHoldings,
	endGuestSessions,
	lockPeople,
	moveReferences,
	type Holdings
} from './merging.rows.ts';
import { moveIds, type Merge } from './moving.rows.ts';

/** One of two people, with what would be moved. */
export type Comparable = Awaited<ReturnType<typeof readPerson>> & { holdings: Holdings };

/**
 * Two people side by side, before somebody says that they are one.
 * @throws {AppError} `not_found`, also for people of other dossiers, `merge_same` (422)
 */
export async function comparePeople(
	db: Db,
	actor: Actor | null,
	ids: [string, string]
): Promise<[Comparable, Comparable]> {
	requireTwo(ids);
	const read = async (id: string) => ({
		...(await readPerson(db, actor, id)),
		holdings: await countHoldings(db, id)
	});
	return [await read(ids[0]), await read(ids[1])];
}

/**
 * Makes two records of one person one: everything that points to the other points to the kept one,
 * the stricter basis for printing the name holds, what the other was called is kept as a former name,
 * and its addresses lead to the kept one. It cannot be undone. Two who were made one already, either
 * way, are left as they are. Where both have an account, an administrator closes that of the other.
 * @returns who the two are now
 * @throws {AppError} `not_found`, `merge_same` (422), `merge_accounts` (409): both sign in, and the actor is no administrator,
 * `merge_inside` (409): one has a seat in a meeting that is going on, `merge_elsewhere` (409): an
 * administrator must do it, `person_account` (409): the name of an account would become another
 */
export async function mergePeople(db: Db, actor: Actor | null, merge: Merge): Promise<string> {
	const { kept, other } = merge;
	requireTwo([kept, other]);
	const [one, two] = await Promise.all([kept, other].map((id) => findNow(db, actor, id)));
	if (one === two) return one!;
	await requireKeeper(db, actor, kept);
	await requireKeeper(db, actor, other);
	await requireMerger(db, actor!, [kept, other]);
	const isGuest = await db.transaction().execute(async (trx) => {
		const { hasAccount } = await requireMergeable(trx, actor!, merge);
		await permitErasure(trx);
		// Whoever merges themself goes on as the kept one.
		const actorId = actor!.personId === other ? kept : actor!.personId;
		await joinBases(trx, merge, actorId);
		if (hasAccount) await closeAccount(trx, other);
		await endGuestSessions(trx, merge);
		await moveIds(trx, merge);
		await moveReferences(trx, merge);
		await closePerson(trx, merge, actorId);
		return !hasAccount;
	});
	announce('session.ended', { personId: other });
	if (isGuest) announce('session.ended', { personId: kept });
	return kept;
}

/** The person, or whom they were merged with. */
async function findNow(db: Db, actor: Actor | null, personId: string): Promise<string> {
	return (await followMerge(db, actor, personId)) ?? personId;
}

function requireTwo([one, other]: [string, string]): void {
	if (one === other) throw new AppError('merge_same', 422, 'Choose another person.');
}

/** Who takes part in dossiers of others is merged by administrators, as they are erased. */
async function requireMerger(db: Db, actor: Actor, ids: string[]): Promise<void> {
	if (actor.isAdmin) return;
	for (const id of ids) if (await takesPartElsewhere(db, actor.personId, id)) throw mustBeAdmin();
}

/** The kept one as it stands, once nothing speaks against the merge. */
async function requireMergeable(trx: Trx, actor: Actor, { kept, other }: Merge) {
	const people = await lockPeople(trx, [kept, other]);
	const [one, two] = [kept, other].map((id) => people.find((person) => person.id === id));
	if (!one || !two) throw notFound();
	if (one.hasAccount && two.hasAccount && !actor.isAdmin)
		throw new AppError('merge_accounts', 409, 'Both people have an account.');
	if (one.isInside || two.isInside)
		throw new AppError('merge_inside', 409, 'One of them is in a meeting that is going on.');
	if (actor.isAdmin) return one;
	if (one.isAdmin || two.isAdmin) throw mustBeAdmin();
	if (two.hasAccount && one.name !== null && one.name !== two.name)
		throw new AppError('person_account', 409, 'The name belongs to an account.');
	return one;
}

function mustBeAdmin(): AppError {
	return new AppError('merge_elsewhere', 409, 'An administrator must merge these people.');
}
