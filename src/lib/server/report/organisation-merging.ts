import type { Actor } from '#lib/model/actor.ts';
import { foldName } from '#lib/model/fold.ts';
import { joinFacts, type ChosenFacts } from '#lib/model/organisation-merge.ts';
import { requireSecretary } from '../people/permissions.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { permitErasure } from './erasure.rows.ts';
import { moveIds } from './moving.rows.ts';
import { findNamed } from './organisation.rows.ts';
import {
	closeOrganisation,
	countHoldings,
	findPossibleParent,
	lockOrganisations,
	moveReferences,
	readOrganisations,
	storeFacts,
	type Holdings,
	type Standing
} from './organisation-merging.rows.ts';

/** One of two records of an organisation, with what would be moved. */
export type Comparable = Pick<Standing, 'slug' | 'edited' | 'facts' | 'aliases' | 'formerNames'> & {
	holdings: Holdings;
};

/** Two records of one organisation by their addresses, as they were seen, and whose values stay. */
export interface OrganisationMerge {
	kept: string;
	other: string;
	/** Editions of both that were compared. */
	edited: [number, number];
	chosen: ChosenFacts;
}

/**
 * Two records side by side, before somebody says that they are one organisation; null where they
 * are one already.
 * @throws {AppError} `not_found`, `merge_same` (422)
 */
export async function compareOrganisations(
	db: Db,
	actor: Actor | null,
	addresses: [string, string]
): Promise<[Comparable, Comparable] | null> {
	await requireSecretary(db, actor);
	const ids = await findTwo(db, addresses);
	if (ids[0] === ids[1]) return null;
	const both = await readOrganisations(db, ids);
	const compare = async ({ id, slug, edited, facts, aliases, formerNames }: Standing) => ({
		slug,
		edited,
		facts,
		aliases,
		formerNames,
		holdings: await countHoldings(db, id)
	});
	if (!both[0] || !both[1]) throw notFound();
	return [await compare(both[0]), await compare(both[1])];
}

/**
 * Makes two records of one organisation one: everything that points to the other points to the kept
 * one, the other's names find it and its addresses lead to it. It cannot be undone. Two that
 * somebody made one already, either way, are left as they are.
 * @returns the address of the one that is left
 * @throws {AppError} `not_found`, `merge_same` (422), `merge_changed` (409): one was saved since they
 * were compared, `merge_open` (409): one belongs to a meeting that is going on
 */
export async function mergeOrganisations(
	db: Db,
	actor: Actor | null,
	merge: OrganisationMerge
): Promise<string> {
	const { personId } = await requireSecretary(db, actor);
	for (;;) {
		const ids = await findTwo(db, [merge.kept, merge.other]);
		const done = await db.transaction().execute((trx) => tryMerge(trx, personId, ids, merge));
		if (done) return done;
	}
}

/** The address of the one that is left; null where another merge went before and has to be looked at. */
async function tryMerge(
	trx: Trx,
	actorId: string,
	ids: [string, string],
	{ edited, chosen }: OrganisationMerge
): Promise<string | null> {
	await lockOrganisations(trx, ids);
	const [kept, other] = await readOrganisations(trx, ids);
	if (ids[0] === ids[1]) return kept?.slug ?? null;
	if (!kept || !other) return null;
	requireMergeable([kept, other], edited);
	const moved = { kept: kept.id, other: other.id };
	await permitErasure(trx);
	await moveIds(trx, moved);
	await moveReferences(trx, moved);
	await closeOrganisation(trx, moved, actorId);
	const facts = joinFacts(kept.facts, other.facts, chosen);
	const parents = [kept.parentId, other.parentId];
	if (chosen.parent === 'other') parents.reverse();
	await storeFacts(trx, kept.id, facts, {
		aliases: joinAliases([...kept.aliases, ...other.aliases], facts.name),
		before: [kept, other].flatMap(({ called, formerNames }) => [...called, ...formerNames]),
		parentId: await findPossibleParent(trx, kept.id, parents)
	});
	return kept.slug;
}

/** The records at two addresses, also at former ones. */
async function findTwo(db: Db, [one, two]: [string, string]): Promise<[string, string]> {
	if (one === two) throw new AppError('merge_same', 422, 'Choose another organisation.');
	const ids = [(await findNamed(db, one))?.id, (await findNamed(db, two))?.id] as const;
	if (!ids[0] || !ids[1]) throw notFound();
	return [ids[0], ids[1]];
}

function requireMergeable(both: [Standing, Standing], edited: [number, number]): void {
	if (both.some((one, n) => one.edited !== edited[n]))
		throw new AppError('merge_changed', 409, 'Somebody saved one of them in the meantime.');
	if (both.some(({ isInside }) => isInside))
		throw new AppError('merge_open', 409, 'One of them belongs to a meeting that is going on.');
}

/** Other spellings of both, each once and none that is the name itself. */
function joinAliases(aliases: string[], name: string | null): string[] {
	const known = new Set(name ? [foldName(name)] : []);
	return aliases.filter((one) => !known.has(foldName(one)) && known.add(foldName(one)));
}
