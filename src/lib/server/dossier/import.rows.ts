import type {
	BudgetRecord,
	CheckRecord,
	DossierRecord,
	PublicationRecord,
	ResultRecord
} from '#lib/model/import/dossier.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Trx } from '#lib/server/platform/db.ts';
import {
	importFormerSlugs,
	importRow,
	json,
	type ImportKeys
} from '#lib/server/platform/import.ts';
import { findCheck } from './schools.rows.ts';

/** Stores a dossier with its organisations, aims and results. `disclaimer`: the funder's text per language. */
export async function importDossier(
	trx: Trx,
	keys: ImportKeys,
	record: DossierRecord,
	disclaimer: Localised
): Promise<void> {
	const isNew = await importRow(trx, keys, 'dossier', {
		importKey: record.id,
		slug: record.slug,
		title: json(record.title) as string,
		country: record.country,
		region: record.region,
		startDate: record.startDate,
		endDate: record.endDate,
		status: record.status,
		statusProposal: record.statusProposal,
		background: json(record.background),
		funderId: keys.find(record.funding?.funder),
		funding: json(
			record.funding && { disclaimer, rule: record.funding.disclaimer, src: record.funding.src }
		),
		activityTypes: record.activityTypes,
		themes: record.themes,
		visibility: record.visibility,
		provenance: JSON.stringify({ src: record.src, inv: record.inv })
	});
	const dossierId = keys.get(record.id);
	await importFormerSlugs(trx, 'dossier', record.formerSlugs, dossierId);
	if (isNew) await importOrganisationRoles(trx, keys, record, dossierId);
	if (isNew && record.objectives)
		await trx
			.insertInto('objective')
			.values({ dossierId, position: 1, text: JSON.stringify(record.objectives) })
			.execute();
	for (const result of record.results) await importResult(trx, keys, result, dossierId);
}

async function importOrganisationRoles(
	trx: Trx,
	keys: ImportKeys,
	record: DossierRecord,
	dossierId: string
): Promise<void> {
	const requesting = record.requestingOrganisations.map((org) => ({ org, role: 'requesting' }));
	const roles = [...requesting, ...record.members].map(({ org, role }, position) => ({
		dossierId,
		organisationId: keys.get(org),
		role,
		position
	}));
	await trx
		.insertInto('dossierOrganisation')
		.values(roles)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

async function importResult(
	trx: Trx,
	keys: ImportKeys,
	record: ResultRecord,
	dossierId: string
): Promise<void> {
	const precision =
		({ 4: 'year', 7: 'month', 10: 'day' } as const)[record.date?.length ?? 0] ?? 'unknown';
	await importRow(trx, keys, 'result', {
		importKey: record.id,
		dossierId,
		date: record.date && `${record.date}-01-01`.slice(0, 10),
		datePrecision: precision,
		text: JSON.stringify(record.text),
		aims: JSON.stringify(record.aims),
		organisationId: keys.find(record.organisation),
		provenance: JSON.stringify({ src: record.src, inv: record.inv })
	});
}

export async function importPublications(
	trx: Trx,
	keys: ImportKeys,
	records: PublicationRecord[],
	dossierId: string
): Promise<void> {
	for (const record of records)
		await importRow(trx, keys, 'publication', {
			importKey: record.id,
			dossierId,
			type: record.type,
			title: JSON.stringify(record.title),
			summary: json(record.summary),
			sourceId: keys.get(record.source),
			date: record.date,
			datePrecision: record.date ? record.datePrecision : 'unknown',
			level: record.level,
			language: record.lang,
			format: record.format,
			status: record.status,
			provenance: JSON.stringify({ src: record.src, inv: record.inv })
		});
}

export async function importBudget(
	trx: Trx,
	keys: ImportKeys,
	records: BudgetRecord[],
	dossierId: string
): Promise<void> {
	for (const [position, record] of records.entries()) {
		const isNew = await importRow(trx, keys, 'budgetLine', {
			importKey: record.id,
			dossierId,
			position,
			label: JSON.stringify(record.label),
			amount: record.amount,
			currency: record.currency,
			status: record.status,
			provenance: JSON.stringify({ src: record.src, inv: record.inv })
		});
		const payers = record.payer ? [record.payer, ...record.payers] : record.payers;
		if (isNew && payers.length)
			await trx
				.insertInto('budgetPayer')
				.values(
					payers.map((payer) => ({
						budgetLineId: keys.get(record.id),
						organisationId: keys.get(payer)
					}))
				)
				.execute();
	}
}

export async function importChecks(
	trx: Trx,
	keys: ImportKeys,
	records: CheckRecord[],
	dossierId: string
): Promise<void> {
	for (const { id, org, payer, checkedAt, src, inv, ...details } of records) {
		const organisationId = keys.get(org);
		// A school that is on the list already keeps what people said of it.
		const there = await findCheck(trx, dossierId, organisationId, null);
		if (there) {
			keys.set(id, there.id);
			continue;
		}
		await importRow(trx, keys, 'equipmentCheck', {
			importKey: id,
			organisationId,
			dossierId,
			details: JSON.stringify(details),
			payerId: keys.find(payer),
			checkedOn: checkedAt,
			provenance: JSON.stringify({ src, inv })
		});
	}
}
