import { expect, test } from 'vitest';
import type { AgendaItem } from '#lib/model/agenda.ts';
import type { Seat } from '#lib/model/meeting.ts';
import { OwnerList } from './owner-list.svelte.ts';

const seat = (personId: string, name: string, organisation: [id: string, name: string] | null) =>
	({
		id: `seat-${personId}`,
		personId,
		name,
		organisationId: organisation?.[0] ?? null,
		organisation: organisation?.[1] ?? null,
		kind: 'participant',
		heads: 1
	}) satisfies Seat;
const item = (of: Partial<AgendaItem>) =>
	({ speakers: [], organisations: [], ...of }) as AgendaItem;

test('who comes later, or is put on the agenda, can be named too, and stays after leaving', () => {
	const list = new OwnerList([
		{ id: 'o2', name: 'Lycée', kind: 'organisation' },
		{ id: 'p2', name: 'Maud', kind: 'person' }
	]);
	list.take([seat('p1', 'Ana', ['o1', 'Institut']), seat('p2', 'Maud', ['o2', 'Lycée'])], []);
	list.take([], [item({ speakers: [{ personId: 'p3', name: 'Zoe', role: null }] })]);
	list.take(
		[seat('p4', '', null)],
		[item({ organisations: [{ id: 'o2', name: 'Another name' }] })]
	);
	expect(list.all.map(({ name }) => name)).toEqual(['Institut', 'Lycée', 'Ana', 'Maud', 'Zoe']);
});

test('the list stays the same one while nobody new comes', () => {
	const list = new OwnerList([{ id: 'p1', name: 'Ana', kind: 'person' }]);
	const before = list.all;
	list.take([seat('p1', 'Ana', null)], []);
	expect(list.all).toBe(before);
});
