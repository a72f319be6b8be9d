import { randomUUID } from 'node:crypto';
import type { ProgrammeInput } from '#lib/model/intake-input.ts';
import { original } from '#lib/model/localised.ts';
import { newItem } from '#lib/model/new-item.ts';
import { spreadRanks } from '#lib/model/rank.ts';
import type { Trx } from '../platform/db.ts';
import type { AgendaWriter } from './agenda.ts';
import { saveTalk } from './intake.rows.ts';
import type { Names, NamedPerson } from './names.ts';

type Item = ProgrammeInput['items'][number];

/** The number each day of the programme has in the meeting; days that it lacks are added. */
export async function writeDays(
	writer: AgendaWriter,
	{ days }: ProgrammeInput,
	isOld: boolean
): Promise<(day: number) => number> {
	for (const { date, starts, ends } of isOld ? days : []) {
		const own = writer.state.days.find((day) => day.date === date);
		if (own) {
			const day = { ...own, starts: starts ?? own.starts, ends: ends ?? own.ends };
			await writer.write({ type: 'day.edited', payload: { day } });
		} else {
			const before = writer.state.days.filter((day) => day.date < date).length;
			await writer.write({
				type: 'day.added',
				payload: { day: { day: before + 1, date, starts, ends } }
			});
		}
	}
	return (day) => writer.state.days.find(({ date }) => date === days[day - 1]?.date)?.day ?? 1;
}

/** Writes the items; answers which id each row of the form got. */
export async function writeItems(
	trx: Trx,
	writer: AgendaWriter,
	names: Names,
	input: ProgrammeInput,
	dayOf: (day: number) => number
): Promise<Map<Item, string>> {
	const own = input.items.filter(({ leave }) => !leave);
	const last = own.at(-1) ?? { day: input.days.length, part: 1 };
	const added = input.taken.filter(Boolean).map((title): Item => ({
		...{
			leave: false,
			talk: '',
			talkLanguage: input.language,
			format: 'discussion',
			language: null
		},
		...{ day: last.day, part: last.part, title, minutes: null, speakers: [] }
	}));
	const rows = [...own, ...added];
	const ranks = spreadRanks(rows.length);
	const items = [];
	const talks: Array<{ id: string; row: Item; people: NamedPerson[] }> = [];
	for (const [index, row] of rows.entries()) {
		const people: NamedPerson[] = [];
		const organisations = [];
		for (const speaker of row.speakers) {
			const person = await names.person(speaker);
			if (person && !people.some(({ personId }) => personId === person.personId))
				people.push(person);
			// Nobody is named, only where they come from: the item is the organisation's.
			const alone = person ? null : await names.organisation(speaker.organisation);
			if (alone) organisations.push({ id: alone.id, name: alone.name });
		}
		const id = randomUUID();
		const place = { day: dayOf(row.day), part: row.part, rank: ranks[index] ?? '' };
		items.push({
			...newItem(id, original(input.language, row.title), place),
			format: row.format,
			language: row.language,
			minutes: row.minutes,
			speakers: people,
			organisations
		});
		talks.push({ id, row, people });
	}
	const parts = input.parts
		.filter(({ title }) => title)
		.map(({ day, part, title }) => ({
			day: dayOf(day),
			part,
			title: original(input.language, title)
		}))
		.filter(
			(one, index, all) =>
				all.findIndex(({ day, part }) => day === one.day && part === one.part) === index
		);
	if (items.length > 0 || parts.length > 0)
		await writer.write({ type: 'agenda.taken', payload: { items, parts } });
	for (const { id, row, people } of talks) {
		const talk = row.talk ? original(row.talkLanguage, row.talk) : null;
		await saveTalk(trx, id, talk, people);
	}
	return new Map(talks.map(({ id, row }) => [row, id]));
}
