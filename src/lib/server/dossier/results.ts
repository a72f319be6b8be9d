import type { Actor } from '#lib/model/actor.ts';
import type { Result } from '#lib/model/entry-form.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import { original, type Localised } from '#lib/model/localised.ts';
import { findOrCreateOrganisation, resolveOrganisation } from '#lib/server/people/naming.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import { listAimRows } from './aims.rows.ts';
import { findFresh, putEntry, recordStep, requireEditor } from './editing.ts';
import { listEditableResults, type EditableResult } from './results.rows.ts';

export async function listResults(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<EditableResult[]> {
	const { id } = await requireEditor(db, actor, slug);
	return listEditableResults(db, id);
}

/**
 * Saves a result. The timeline, the page and the aim it meets read it from there, so it shows in
 * all of them at once. An organisation that it brought about can be created with it.
 * @throws {AppError} `entry_changed`, `organisation_unknown`, `organisation_ambiguous`, `not_found`
 */
export async function saveResult(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: Result
): Promise<string> {
	const dossier = await requireEditor(db, actor, slug);
	return db.transaction().execute(async (trx) => {
		const found = await findFresh(trx, 'result', dossier.id, input);
		const aims = await listAimRows(trx, dossier.id);
		const objectiveId = input.objectiveId || null;
		if (objectiveId && !aims.some(({ id }) => id === objectiveId)) throw notFound();
		const text = mergeTexts((found?.row.text as Localised | undefined) ?? null, input.text);
		const { date, datePrecision } = input.date;
		const id = await putEntry(trx, 'result', dossier.id, found ? input.id : undefined, {
			date,
			datePrecision,
			text: JSON.stringify(text),
			aims: JSON.stringify(input.aims.map((aim) => keepAim(found?.row.aims, aim, text.original))),
			objectiveId
		});
		const organisationId =
			input.organisation && input.create
				? await findOrCreateOrganisation(trx, input.organisation, 'organisation', {
						result: id,
						dossier: slug
					})
				: await resolveOrganisation(trx, input.organisation, 'organisation');
		await putEntry(trx, 'result', dossier.id, id, { organisationId });
		await recordStep(trx, dossier, found ? 'result-changed' : 'result-added', text);
		return id;
	});
}

/** An aim that was not changed keeps its translations. */
function keepAim(before: unknown, aim: string, language: string): Localised {
	const known = (before ?? []) as Localised[];
	return known.find((one) => one.texts[one.original] === aim) ?? original(language, aim);
}
