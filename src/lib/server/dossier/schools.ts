import type { Actor } from '#lib/model/actor.ts';
import { EQUIPMENT } from '#lib/model/dossier-entry.ts';
import type { School } from '#lib/model/entry-form.ts';
import type { Localised } from '#lib/model/localised.ts';
import { requireLevel } from '#lib/server/people/permissions.ts';
import { resolveOrganisation } from '#lib/server/people/naming.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import { AppError, notFound } from '#lib/server/platform/errors.ts';
import { findDisclaimer } from './disclaimer.rows.ts';
import { findFresh, putEntry, recordStep, requireEditor } from './editing.ts';
import { findHead } from './editing.rows.ts';
import { findCheck, listSchoolRows, type SchoolRow } from './schools.rows.ts';

/** Every checked school with what it has and lacks; for editors. */
export async function listSchools(db: Db, actor: Actor | null, slug: string): Promise<SchoolRow[]> {
	const { id } = await requireEditor(db, actor, slug);
	return listSchoolRows(db, id);
}

/**
 * The schools that lack something, with who is to pay for it, and the funder's sentence for the file;
 * for members of the dossier only, because it says how weak a school's line is.
 * @throws {AppError} `not_found`
 */
export async function listSchoolsNotReady(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<{ schools: SchoolRow[]; disclaimer: Localised | null }> {
	const head = await findHead(db, slug);
	if (!head) throw notFound();
	await requireLevel(db, actor, head.id, 'read');
	const schools = await listSchoolRows(db, head.id);
	const isLacking = ({ details }: SchoolRow) =>
		EQUIPMENT.some((part) => details[part]?.ok === false);
	return { schools: schools.filter(isLacking), disclaimer: await findDisclaimer(db, head.id) };
}

/**
 * Saves what a school has and lacks, and who is to pay; measured figures of its line stay. A school
 * is in the list of a dossier once.
 * @throws {AppError} `school_there`, `entry_changed` (409), `organisation_unknown`,
 * `organisation_ambiguous` (422), `not_found`
 */
export async function saveSchool(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: School
): Promise<string> {
	const dossier = await requireEditor(db, actor, slug);
	return db.transaction().execute(async (trx) => {
		const found = await findFresh(trx, 'equipmentCheck', dossier.id, input);
		const before = (found?.row.details ?? {}) as Record<string, object | undefined>;
		const details: Record<string, unknown> = { ...before, note: input.note ?? undefined };
		for (const [part, state] of input.equipment)
			details[part] = state ? { ...before[part], ok: state === 'ok' } : undefined;
		const organisationId = await resolveOrganisation(trx, input.school, 'school');
		// A double of before can be corrected, and moved to the school that was meant.
		const isMoved = found?.row.organisationId !== organisationId;
		if (isMoved) await refuseDouble(trx, dossier.id, organisationId, input);
		const id = await putEntry(trx, 'equipmentCheck', dossier.id, found ? input.id : undefined, {
			organisationId,
			...(isMoved && { isDouble: false }),
			payerId: await resolveOrganisation(trx, input.payer, 'payer'),
			details: JSON.stringify(details),
			checkedOn: input.checkedOn
		});
		await recordStep(trx, dossier, found ? 'school-changed' : 'school-added');
		return id;
	});
}

async function refuseDouble(
	trx: Trx,
	dossierId: string,
	organisationId: string,
	{ id, school }: School
): Promise<void> {
	const there = await findCheck(trx, dossierId, organisationId, id || null);
	if (!there) return;
	const name = there.name ?? school;
	throw new AppError('school_there', 409, `${name} is on the list already.`, { name });
}
