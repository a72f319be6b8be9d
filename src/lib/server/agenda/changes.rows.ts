import { sql } from 'kysely';
import type { AgendaItem } from '#lib/model/agenda.ts';
import type { Fact } from '#lib/model/log.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import type { Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { saveDays, saveParts } from './day.rows.ts';
import { saveSuggestions } from './suggestion.rows.ts';

/**
 * Writes what `fact` changed between two states of a meeting. The rules make new objects only for
 * what they change, so identity tells what to write.
 */
export async function saveChanges(
	trx: Trx,
	before: MeetingState,
	after: MeetingState,
	fact: Fact,
	at: string
): Promise<void> {
	await saveDays(trx, before, fact);
	if (after.parts !== before.parts) await saveParts(trx, after);
	const old = new Map([...before.items, ...before.removed].map((item) => [item.id, item]));
	const wasRemoved = new Set(before.removed.map((item) => item.id));
	const all = [...after.items, ...after.removed];
	await saveRanks(
		trx,
		all.filter((item) => old.has(item.id) && old.get(item.id)?.rank !== item.rank)
	);
	const isRemoved = new Set(after.removed.map((item) => item.id));
	for (const item of all) {
		const previous = old.get(item.id);
		const removedAt = isRemoved.has(item.id) ? at : null;
		if (!previous) await insertItem(trx, after.meetingId, item);
		else if (isRemoved.has(item.id) !== wasRemoved.has(item.id))
			await updateItem(trx, item, { removedAt });
		else if (previous !== item) await updateItem(trx, item, {});
		if (item.speakers !== previous?.speakers) await saveSpeakers(trx, item);
		if (item.organisations !== previous?.organisations) await saveOrganisations(trx, item);
	}
	// After the items: an accepted one points at the item it became.
	if (after.suggestions !== before.suggestions) await saveSuggestions(trx, before, after);
	await trx
		.updateTable('meeting')
		.set({
			seq: after.seq,
			status: after.status,
			currentItemId: after.currentItemId,
			playback: after.playback && JSON.stringify(after.playback),
			openedAt: after.openedAt,
			closedAt: after.closedAt
		})
		.where('id', '=', after.meetingId)
		.execute();
}

/** One statement, because the old and the new ranks may overlap. */
async function saveRanks(trx: Trx, items: AgendaItem[]): Promise<void> {
	if (items.length === 0) return;
	await sql`UPDATE agenda_item SET rank = new.rank
		FROM unnest(${items.map((item) => item.id)}::uuid[], ${items.map((item) => item.rank)}::text[])
			AS new (id, rank)
		WHERE agenda_item.id = new.id`.execute(trx);
}

function columns(item: AgendaItem) {
	return {
		day: item.day,
		part: item.part,
		rank: item.rank,
		title: JSON.stringify(item.title),
		format: item.format,
		language: item.language,
		minutes: item.minutes,
		filmId: item.filmId,
		status: item.status,
		access: item.access,
		openedAt: item.openedAt,
		closedAt: item.closedAt,
		spentMs: item.timer.spent,
		runsSince: item.timer.since,
		grantedMs: item.timer.granted,
		suggestedBy: item.suggestedBy?.personId ?? null,
		takenFrom: item.takenFrom
	};
}

async function insertItem(trx: Trx, meetingId: string, item: AgendaItem): Promise<void> {
	const { numInsertedOrUpdatedRows } = await trx
		.insertInto('agendaItem')
		.values({ id: item.id, meetingId, ...columns(item) })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.executeTakeFirst();
	// The id came with the command: one that another meeting's item has is no honest command.
	if (!numInsertedOrUpdatedRows) throw new AppError('malformed', 400, 'This id is taken.');
}

async function updateItem(
	trx: Trx,
	item: AgendaItem,
	removal: { removedAt?: string | null }
): Promise<void> {
	await trx
		.updateTable('agendaItem')
		.set({ ...columns(item), ...removal })
		.where('id', '=', item.id)
		.execute();
}

async function saveSpeakers(trx: Trx, item: AgendaItem): Promise<void> {
	const ids = item.speakers.map((speaker) => speaker.personId);
	await trx
		.deleteFrom('itemSpeaker')
		.where('agendaItemId', '=', item.id)
		.$if(ids.length > 0, (query) => query.where('personId', 'not in', ids))
		.execute();
	if (ids.length === 0) return;
	await trx
		.insertInto('itemSpeaker')
		.values(ids.map((personId, position) => ({ agendaItemId: item.id, personId, position })))
		.onConflict((conflict) =>
			conflict
				.columns(['agendaItemId', 'personId'])
				.doUpdateSet((set) => ({ position: set.ref('excluded.position') }))
		)
		.execute();
}

async function saveOrganisations(trx: Trx, item: AgendaItem): Promise<void> {
	await trx.deleteFrom('itemOrganisation').where('agendaItemId', '=', item.id).execute();
	const isOne = item.organisations.length === 1;
	await trx
		.updateTable('agendaItem')
		.set({ organisationId: isOne ? (item.organisations[0]?.id ?? null) : null })
		.where('id', '=', item.id)
		.execute();
	if (isOne || item.organisations.length === 0) return;
	const rows = item.organisations.map(({ id }, position) => ({
		agendaItemId: item.id,
		organisationId: id,
		position
	}));
	await trx.insertInto('itemOrganisation').values(rows).execute();
}
