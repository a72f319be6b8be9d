import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { paragraph } from '#lib/model/note-writing.ts';
import type { NoteInline } from '#lib/model/note.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { addFilm } from '../../../../tests/support/films.ts';
import { makeNotesWorld, type NotesWorld } from '../../../../tests/support/notes.ts';
import { describe } from './content.ts';

let base: TestDatabase;
let world: NotesWorld;
beforeAll(async () => {
	base = await testDatabase();
	world = await makeNotesWorld(base.db);
});
afterAll(() => base.close());

async function print(run: NoteInline, reader: Actor | null, language = 'en') {
	const source = [{ ...paragraph(''), inline: [run] }];
	return describe(base.db, source, { meetingId: world.meetingId, reader, language });
}

async function addPerson(name: string, values: object, seat = true): Promise<Actor> {
	const actor = await world.addPerson(name, seat ? { seat: 'participant' } : {});
	await base.db.updateTable('person').set(values).where('id', '=', actor.personId).execute();
	return actor;
}

const person = (id: string) => ({ mention: 'person' as const, id, label: 'What a page says' });

test.each([
	['with consent', { publishName: true, roleLabel: 'Mayor' }, 'Ana A', 'Ana A'],
	['refused', { publishName: false, roleLabel: 'Mayor' }, 'Mayor', 'Ana A'],
	['nothing recorded', { publishName: null, roleLabel: 'Teacher' }, 'Teacher', 'Ana A'],
	['nothing at all', { publishName: null, roleLabel: null }, 'a participant', 'Ana A']
])('a person in a record, %s; in the room by name', async (_, values, inRecord, inRoom) => {
	const named = await addPerson('Ana A', values);
	const record = await print(person(named.personId), null);
	expect([record.text, record.markdown]).toEqual([inRecord, inRecord]);
	expect(record.html).toBe(`<p><span class="note-mention">${inRecord}</span></p>`);
	expect((await print(person(named.personId), named)).text).toBe(inRoom);
});

test('an id says nothing about somebody who does not belong here', async () => {
	const reader = await addPerson('Reader', { publishName: null });
	const stranger = await addPerson('Secret Name', { publishName: null }, false);
	expect((await print(person(stranger.personId), reader)).text).toBe('a participant');
	const nobody = '0198c0de-0000-7000-8000-00000000dead';
	expect((await print(person(nobody), reader, 'fr')).text).toBe('une personne présente');
	const organisation = { mention: 'organisation' as const, id: nobody, label: 'Fake' };
	expect((await print(organisation, null, 'da')).text).toBe('en organisation');
});

test('a moment of a film leads to its page, where the film may be seen', async () => {
	const open = await addFilm(base.db, 'open-moment');
	const hidden = await addFilm(base.db, 'hidden-moment', { visibility: 'members' });
	const code = (film: string) => ({ film, seconds: 724 });
	expect((await print(code(open), null)).html).toContain(
		'<a class="note-timecode" href="/library/open-moment?t=724">12:04</a>'
	);
	const secret = await print(code(hidden), null);
	expect(secret.html).toBe('<p><span class="note-timecode">12:04</span></p>');
});

test('a moment of the meeting is printed as the time of day there', async () => {
	const code = { film: null, seconds: 3600 };
	expect((await print(code, null)).text).toBe('1:00:00');
	await base.db
		.updateTable('meeting')
		.set({ openedAt: new Date('2026-08-27T07:05:00Z'), timezone: 'Europe/Paris' })
		.where('id', '=', world.meetingId)
		.execute();
	expect((await print(code, null)).html).toBe(
		'<p><time class="note-timecode" datetime="2026-08-27T08:05:00.000Z">10:05</time></p>'
	);
});
