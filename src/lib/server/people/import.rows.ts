import type { OrganisationRecord, PersonRecord } from '#lib/model/import/people.ts';
import type { Trx } from '#lib/server/platform/db.ts';
import { importRow, json, type ImportKeys } from '#lib/server/platform/import.ts';

/**
 * Stores organisations; parents are linked afterwards, whatever the order in the file. One that was
 * merged with another since is that one.
 */
export async function importOrganisations(
	trx: Trx,
	keys: ImportKeys,
	records: OrganisationRecord[]
): Promise<void> {
	const fresh: OrganisationRecord[] = [];
	for (const record of records) {
		const merged = await trx
			.selectFrom('organisationMerge')
			.select('organisationId')
			.where('importKey', '=', record.id)
			.executeTakeFirst();
		if (merged) {
			keys.set(record.id, merged.organisationId);
			continue;
		}
		const founded = record.founded ?? record.launched;
		const isNew = await importRow(trx, keys, 'organisation', {
			importKey: record.id,
			slug: record.id,
			name: record.name,
			label: json(record.label),
			fullName: record.fullName,
			aliases: record.aka,
			kind: record.kind,
			sector: record.sector,
			country: record.country,
			place: record.place,
			url: record.url,
			founded: founded && `${founded}-01-01`.slice(0, 10),
			foundedPrecision: founded && ({ 4: 'year', 7: 'month' }[founded.length] ?? 'day'),
			unit: json(record.unit),
			partnerNote: record.partnerNote,
			about: record.about,
			note: record.note,
			provenance: JSON.stringify({
				src: record.src,
				inv: record.inv,
				launched: record.launched ?? undefined
			})
		});
		if (isNew && record.parent) fresh.push(record);
	}
	for (const record of fresh)
		await trx
			.updateTable('organisation')
			.set({ parentId: keys.find(record.parent) })
			.where('id', '=', keys.get(record.id))
			.execute();
}

/**
 * Stores people. A name may be printed when consent or a public role is recorded; somebody who
 * does not exist needs no consent, unless the record says that the name is kept back. Whoever was
 * merged with another since is that one.
 */
export async function importPeople(
	trx: Trx,
	keys: ImportKeys,
	records: PersonRecord[]
): Promise<void> {
	for (const record of records) {
		const merged = await trx
			.selectFrom('personMerge')
			.select('personId')
			.where('importKey', '=', record.id)
			.executeTakeFirst();
		if (merged) keys.set(record.id, merged.personId);
		else
			await importRow(trx, keys, 'person', {
				importKey: record.id,
				name: record.name,
				roleLabel: record.role,
				organisationId: keys.find(record.org),
				languages: record.langs,
				fictitious: record.fictitious,
				publicOffice: record.publicOffice,
				publishName: record.publishName ?? (record.fictitious || record.publicOffice ? true : null),
				provenance: JSON.stringify({ src: record.src, inv: record.inv })
			});
	}
}
