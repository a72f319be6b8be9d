import type { Actor } from '#lib/model/actor.ts';
import { DOSSIER_ROLES, type Organisations } from '#lib/model/dossier-form.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import { resolveOrganisation } from '#lib/server/people/naming.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { recordStep, refuseStale, requireEditor } from './editing.ts';
import { lockFacts, updateDossier } from './facts.rows.ts';
import {
	findModel,
	findRolesRow,
	replaceModels,
	replaceRoles,
	type RolesRow
} from './roles.rows.ts';

/** What the form of the organisations shows; the role address with it, for editors only. */
export async function getRoles(db: Db, actor: Actor | null, slug: string): Promise<RolesRow> {
	const { id } = await requireEditor(db, actor, slug);
	return findRolesRow(db, actor, id);
}

/**
 * Saves who asked for a dossier, who else has a role, its models, its funder with the disclaimer
 * and the role address that its contact form writes to.
 * @throws {AppError} `entry_changed`, `organisation_unknown`, `organisation_ambiguous`,
 * `dossier_unknown`, `disclaimer_missing` (422), `not_found`
 */
export async function saveRoles(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: Organisations
): Promise<void> {
	const dossier = await requireEditor(db, actor, slug);
	if (input.funder && !input.disclaimer)
		throw new AppError('disclaimer_missing', 422, 'A funded dossier prints a disclaimer.').about(
			'disclaimer'
		);
	await db.transaction().execute(async (trx) => {
		refuseStale((await lockFacts(trx, dossier.id)).version, input.version);
		const before = await findRolesRow(trx, actor, dossier.id);
		const funderId = await resolveOrganisation(trx, input.funder, 'funder');
		const disclaimer = mergeTexts(before.disclaimer, input.disclaimer);
		await replaceRoles(trx, dossier.id, await resolveRoles(trx, input));
		await replaceModels(trx, actor, dossier.id, await resolveModels(trx, actor, dossier.id, input));
		await updateDossier(trx, dossier.id, {
			funderId,
			funding: disclaimer && JSON.stringify({ ...before.funding, disclaimer }),
			contactEmail: input.contact
		});
		await recordStep(trx, dossier, 'organisations-changed');
	});
}

async function resolveRoles(trx: Trx, input: Organisations) {
	const roles: Array<{ organisationId: string; role: string }> = [];
	for (const role of ['requesting', ...DOSSIER_ROLES] as const)
		for (const name of input[role])
			roles.push({ role, organisationId: await resolveOrganisation(trx, name, role) });
	return roles;
}

async function resolveModels(
	trx: Trx,
	actor: Actor | null,
	dossierId: string,
	{ modelledOn }: Organisations
): Promise<string[]> {
	const ids: string[] = [];
	for (const address of modelledOn) {
		const id = await findModel(trx, actor, address);
		if (!id || id === dossierId)
			throw new AppError('dossier_unknown', 422, `There is no other dossier ${address}.`, {
				name: address
			}).about('modelledOn');
		ids.push(id);
	}
	return ids;
}
