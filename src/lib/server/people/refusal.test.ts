import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { give } from './refusal.ts';

let own: TestDatabase;
let held: HeldMeeting;
beforeAll(async () => {
	own = await testDatabase();
	held = await holdMeeting(own.db, 'refusing');
	await refuse('Goulven Skouer');
});
afterAll(() => own.close());

async function refuse(...names: string[]): Promise<void> {
	const people = await own.db
		.insertInto('person')
		.values(names.map((name) => ({ name, roleLabel: 'the pupil', publishName: false })))
		.returning('id')
		.execute();
	await own.db
		.insertInto('attendancePerson')
		.values(people.map(({ id }) => ({ meetingId: held.meetingId, personId: id, state: 'present' })))
		.execute();
}

/** Words of the meeting where it refused, and of `count` films that nobody spoke of. */
async function readWords(count: number) {
	const words = 'Goulven Skouer spoke.';
	const films = Array.from({ length: count }, () => ({
		saidOf: `film/${randomUUID()}` as const,
		words
	}));
	const meeting = { saidOf: `meeting/${held.meetingId}` as const, words, film: films[0] };
	const given = await give(own.db, [...films, meeting]);
	expect(given).toHaveLength(count + 1);
	return { others: new Set(given.slice(0, count).map((one) => one.words)), last: given.at(-1) };
}

const others = new Set(['Goulven Skouer spoke.']);
const last = { words: 'the pupil spoke.', film: { words: 'Goulven Skouer spoke.' } };

test.each([1, 200])(
	'a refused name gives way in its meeting’s words only, among %i others',
	async (count) => {
		expect(await readWords(count)).toEqual({ others, last });
	}
);

test('so it does where more people refused than there are things to ask for', async () => {
	await refuse(...Array.from({ length: 60 }, (_, n) => `Pupil Number${n} Who Refused As Well`));
	expect(await readWords(40)).toEqual({ others, last });
});
