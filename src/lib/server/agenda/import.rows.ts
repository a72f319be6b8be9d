import type { ItemRecord, MeetingRecord } from '#lib/model/import/meeting.ts';
import type { Trx } from '#lib/server/platform/db.ts';
import { importRow, json, type ImportKeys } from '#lib/server/platform/import.ts';

/** A rank that leaves room before, between and after. */
export function rankAt(index: number): string {
	return `a${(index + 1).toString(36).padStart(2, '0')}i`;
}

/** Stores the agenda of a meeting: items in order, planned and actual speakers, organisations, money. */
export async function importAgenda(
	trx: Trx,
	keys: ImportKeys,
	meeting: MeetingRecord
): Promise<void> {
	for (const [index, record] of meeting.agenda.entries()) {
		const isNew = await importRow(trx, keys, 'agendaItem', {
			importKey: record.id,
			meetingId: keys.get(meeting.id),
			day: record.day,
			part: record.part,
			rank: rankAt(index),
			title: JSON.stringify(record.title),
			talk: json(record.talk),
			format: record.format,
			language: record.lang,
			subtitleLanguages: record.subs,
			minutes: record.min,
			organisationId: keys.find(record.org),
			filmId: keys.find(record.video),
			secondsPerSpeaker: record.perSpeakerSec,
			audience: record.audience,
			queue: json(record.queue),
			reported: record.reported,
			note: record.note,
			status:
				meeting.status === 'held'
					? record.reported === false
						? 'not-discussed'
						: 'done'
					: 'planned'
		});
		if (isNew) await importItemLinks(trx, keys, record, meeting.status === 'held');
	}
}

async function importItemLinks(
	trx: Trx,
	keys: ImportKeys,
	record: ItemRecord,
	held: boolean
): Promise<void> {
	const agendaItemId = keys.get(record.id);
	const planned = record.plannedSpeakers ?? record.speakers;
	const speakers = [...new Set([...record.speakers, ...planned])].map((person, position) => ({
		agendaItemId,
		personId: keys.get(person),
		position,
		planned: planned.includes(person),
		spoke: held ? record.speakers.includes(person) : null
	}));
	if (speakers.length) await trx.insertInto('itemSpeaker').values(speakers).execute();
	if (record.orgs.length)
		await trx
			.insertInto('itemOrganisation')
			.values(
				record.orgs.map((org, position) => ({
					agendaItemId,
					organisationId: keys.get(org),
					position
				}))
			)
			.execute();
	if (record.budgetLines.length)
		await trx
			.insertInto('itemBudgetLine')
			.values(record.budgetLines.map((line) => ({ agendaItemId, budgetLineId: keys.get(line) })))
			.execute();
}
