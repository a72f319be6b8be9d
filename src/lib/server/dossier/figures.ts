import type { Actor } from '#lib/model/actor.ts';
import type { FigurePart } from '#lib/model/dossier.ts';
import type { Figure } from '#lib/model/entry-form.ts';
import { missingSum } from '#lib/model/figure.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import type { Localised } from '#lib/model/localised.ts';
import { resolveOrganisation } from '#lib/server/people/naming.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { findFresh, putEntry, recordStep, requireEditor } from './editing.ts';
import {
	listEditableFigures,
	listEventLinks,
	listLinkableFigures,
	listLinkedFigures,
	replaceEventLinks
} from './figures.rows.ts';

/** The figures a dossier entered, those of others that it shows, and those it could show. */
export async function listDeskFigures(db: Db, actor: Actor | null, slug: string) {
	const { id } = await requireEditor(db, actor, slug);
	const [own, linked, linkable, events] = await Promise.all([
		listEditableFigures(db, id),
		listLinkedFigures(db, actor, id),
		listLinkableFigures(db, actor, id),
		listEventLinks(db, id)
	]);
	return { own, linked, linkable, events };
}

/**
 * Saves a key figure with where and when it comes from.
 * @throws {AppError} `figure_sum` when its parts do not make it up, `figure_over` when they make more,
 * `figure_source` without any source (422), `entry_changed`, `organisation_unknown`, `not_found`
 */
export async function saveFigure(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: Figure
): Promise<string> {
	const dossier = await requireEditor(db, actor, slug);
	const parts = readParts(input);
	refuseSum(missingSum(input.value, parts));
	if (!input.source && !input.sourceNote)
		throw new AppError('figure_source', 422, 'A figure says where it comes from.').about('source');
	return db.transaction().execute(async (trx) => {
		const found = await findFresh(trx, 'keyFigure', dossier.id, input);
		const label = mergeTexts((found?.row.label as Localised | undefined) ?? null, input.label);
		const { value, qualifier, unit, sourceNote } = input;
		const id = await putEntry(trx, 'keyFigure', dossier.id, found ? input.id : undefined, {
			...{ value, qualifier, unit, sourceNote },
			...input.date,
			label: JSON.stringify(label),
			parts: JSON.stringify(parts),
			sourceId: await resolveOrganisation(trx, input.source, 'source')
		});
		await replaceEventLinks(trx, dossier.id, id, Object.keys(input.event));
		await recordStep(trx, dossier, found ? 'figure-changed' : 'figure-added', label);
		return id;
	});
}

function refuseSum(rest: string | null): void {
	if (rest === null || rest === '0') return;
	const over = rest.startsWith('-') ? rest.slice(1) : null;
	if (over)
		throw new AppError('figure_over', 422, `The parts are ${over} too many.`, { over }).about(
			'value'
		);
	throw new AppError('figure_sum', 422, `The parts do not add up: ${rest} is missing.`, {
		rest
	}).about('value');
}

function readParts({ partLabel, partValue }: Figure): FigurePart[] {
	return Object.entries(partValue).flatMap(([at, value]) =>
		value === null ? [] : [{ label: (partLabel[at] ?? '').trim(), value }]
	);
}
