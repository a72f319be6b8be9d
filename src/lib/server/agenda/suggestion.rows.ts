import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import { sortSuggestions, type Suggestion } from '#lib/model/suggestion.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';

const name = sql<string>`coalesce(p.name, p.role_label, '')`;

/** The name under which the meeting knows a person. */
export async function findName(db: Db, personId: string): Promise<string> {
	const row = await db
		.selectFrom('person as p')
		.select(name.as('name'))
		.where('p.id', '=', personId)
		.executeTakeFirst();
	return row?.name ?? '';
}

export async function findSuggestions(db: Db, meetingId: string): Promise<Suggestion[]> {
	const rows = await db
		.selectFrom('suggestion as s')
		.leftJoin('person as p', 'p.id', 's.personId')
		.select(['s.id', 's.personId', 's.title', 's.minutes', 's.reason', 's.status', 's.answer'])
		.select(['s.itemId', 's.createdAt', name.as('name')])
		.where('s.meetingId', '=', meetingId)
		.execute();
	return sortSuggestions(
		rows.map(({ createdAt, ...row }) => ({
			...row,
			title: row.title as unknown as Localised,
			status: row.status as Suggestion['status'],
			at: createdAt.toISOString()
		}))
	);
}

/** Writes what differs; the rules make new objects only for what they change. */
export async function saveSuggestions(
	trx: Trx,
	before: MeetingState,
	after: MeetingState
): Promise<void> {
	const old = new Map(before.suggestions.map((one) => [one.id, one]));
	for (const one of after.suggestions) {
		const previous = old.get(one.id);
		if (!previous) await insertSuggestion(trx, after.meetingId, one);
		else if (previous !== one) await answerSuggestion(trx, one);
	}
}

async function insertSuggestion(
	trx: Trx,
	meetingId: string,
	{ name: _, at, ...suggestion }: Suggestion
): Promise<void> {
	const { numInsertedOrUpdatedRows } = await trx
		.insertInto('suggestion')
		.values({
			...suggestion,
			meetingId,
			title: JSON.stringify(suggestion.title),
			createdAt: at
		})
		.onConflict((conflict) => conflict.column('id').doNothing())
		.executeTakeFirst();
	// The id came with the command: one that another meeting's suggestion has is no honest command.
	if (!numInsertedOrUpdatedRows) throw new AppError('malformed', 400, 'This id is taken.');
}

async function answerSuggestion(trx: Trx, suggestion: Suggestion): Promise<void> {
	const { id, status, answer, itemId } = suggestion;
	await trx
		.updateTable('suggestion')
		.set({ status, answer, itemId })
		.where('id', '=', id)
		.execute();
}
