import type { Actor } from '#lib/model/actor.ts';
import type { Facts, NewDossier } from '#lib/model/dossier-form.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import { original } from '#lib/model/localised.ts';
import { isSecretary, requireActor, requireSecretary } from '#lib/server/people/permissions.ts';
import { findFreeSlug, moveSlug } from '#lib/server/platform/addresses.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { AppError, notFound } from '#lib/server/platform/errors.ts';
import { json } from '#lib/server/platform/import.ts';
import { recordStep, refuseStale, requireEditor, type Step } from './editing.ts';
import {
	countRequesting,
	findFactsRow,
	insertDossier,
	listOwnRows,
	lockFacts,
	updateDossier,
	type FactsRow
} from './facts.rows.ts';

/** The dossiers that the actor may change, and whether they may begin a new one. */
export async function listOwnDossiers(db: Db, actor: Actor | null) {
	requireActor(actor);
	const [dossiers, mayCreate] = await Promise.all([listOwnRows(db, actor), isSecretary(db, actor)]);
	if (!dossiers.length && !mayCreate) throw notFound();
	return { dossiers, mayCreate };
}

/**
 * Begins a dossier that only its members can read; who begins it may publish in it. Allowed to
 * administrators and to whoever publishes in a dossier already (a secretariat).
 * @throws {AppError} `not_found`
 */
export async function createDossier(
	db: Db,
	actor: Actor | null,
	input: NewDossier
): Promise<string> {
	const author = await requireSecretary(db, actor);
	return db.transaction().execute(async (trx) => {
		const slug = await findFreeSlug(trx, 'dossier', input.title);
		const title = original(input.language, input.title);
		const { country, region, status } = input;
		const id = await insertDossier(trx, author.personId, {
			slug,
			title: JSON.stringify(title),
			country,
			region,
			status,
			visibility: 'members'
		});
		await recordStep(trx, { id, actor: author }, 'created', title);
		await recordStep(trx, { id, actor: author }, `status-${status}`);
		return slug;
	});
}

/** What the form of the facts shows. */
export async function getFacts(db: Db, actor: Actor | null, slug: string): Promise<FactsRow> {
	const { id } = await requireEditor(db, actor, slug);
	return findFactsRow(db, id);
}

/**
 * Saves the facts and gives the address, which may be new; the old one leads to it for ever.
 * Who may read the dossier is decided by whoever publishes in it.
 * @throws {AppError} `entry_changed`, `address_taken` (409), `no_requester` (422), `not_found`
 */
export async function saveFacts(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: Facts
): Promise<string> {
	const dossier = await requireEditor(db, actor, slug);
	return db.transaction().execute(async (trx) => {
		const before = await lockFacts(trx, dossier.id);
		refuseStale(before.version, input.version);
		if (input.visibility !== before.visibility) {
			await requireEditor(trx, actor, slug, 'publish');
			if (input.visibility === 'public' && !(await countRequesting(trx, dossier.id)))
				throw new AppError('no_requester', 422, 'Name who asked for the taskforce first.').about(
					'visibility'
				);
		}
		if (!(await moveSlug(trx, 'dossier', { id: dossier.id, slug }, input.address)))
			throw new AppError('address_taken', 409, 'Another dossier has or had this address.').about(
				'address'
			);
		const { country, region, startDate, endDate, status, themes, visibility } = input;
		await updateDossier(trx, dossier.id, {
			title: JSON.stringify(mergeTexts(before.title, input.title)),
			background: json(mergeTexts(before.background, input.background)),
			activityTypes: input.activity,
			...{ country, region, startDate, endDate, status, themes, visibility }
		});
		for (const step of listSteps(before, input, slug)) await recordStep(trx, dossier, step);
		return input.address;
	});
}

function listSteps(before: FactsRow, after: Facts, slug: string): Step[] {
	const steps: Step[] = [];
	if (before.visibility !== after.visibility)
		steps.push(after.visibility === 'public' ? 'published' : 'hidden');
	if (before.status !== after.status) steps.push(`status-${after.status}`);
	if (after.address !== slug) steps.push('address-changed');
	return steps.length ? steps : ['facts-changed'];
}
