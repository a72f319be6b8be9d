import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { AttendanceForm, type NewAttendant } from '#lib/model/attendance.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { addActor, addOrganisation, addSeat } from '../../../../tests/support/meeting.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { listGaps } from '../dossier/gaps.ts';
import { listHistory } from '../dossier/history.ts';
import { lockName } from '../people/authors.rows.ts';
import { freezeAttendance } from './attendance.ts';
import {
	addAttendance,
	addAttendant,
	listAttendantNamesakes,
	readAttendanceList,
	saveAttendance,
	settleAttendance,
	takeOverInvited
} from './attendance-list.ts';
import { insertAttendant, insertPerson } from './attendant.rows.ts';
import { inviteOrganisations, recordAnswer } from './invitee.ts';
import { arrive } from './presence.ts';
import { getProgramme } from './programme.ts';

let own: TestDatabase;
let editor: Actor;
let participant: Actor;
let stranger: Actor;
let dossierId: string;
beforeAll(async () => {
	own = await testDatabase();
	editor = await newActor(own.db, { name: 'Editor' });
	participant = await newActor(own.db, { name: 'Participant' });
	stranger = await newActor(own.db);
	dossierId = await newDossier(own.db, [
		[editor, 'edit'],
		[participant, 'take-part']
	]);
});
afterAll(() => own.close());

const code = (name: string) => expect.objectContaining({ code: name });
const how = { state: 'present', seat: null, heads: null } as const;

async function hold() {
	const { id, slug } = await newMeeting(own.db, dossierId);
	await own.db.updateTable('meeting').set({ status: 'held' }).where('id', '=', id).execute();
	return { id, slug };
}
const read = (slug: string) => readAttendanceList(own.db, editor, slug);
const add = (slug: string, organisation: string, more: object = {}) =>
	addAttendance(own.db, editor, slug, { organisation, ...how, ...more });
const find = async (slug: string, name: string) =>
	(await read(slug)).entries.find(
		({ organisation, person }) => (person?.name ?? organisation?.name) === name
	);

/** Sends the form as it stands, with these fields changed. */
async function save(slug: string, over: Record<string, string> = {}) {
	const { list, entries } = await read(slug);
	const fields = {
		version: String(list.version),
		visibility: list.visibility,
		...Object.fromEntries(
			entries.flatMap(({ id, state, seat, heads }) => [
				[`state-${id}`, state],
				[`seat-${id}`, seat ?? ''],
				[`heads-${id}`, heads ? String(heads) : '']
			])
		),
		...over
	};
	await saveAttendance(own.db, editor, slug, v.parse(AttendanceForm, fields));
}

test('a meeting held elsewhere says that nobody recorded who came, until somebody fills the list', async () => {
	const { slug } = await hold();
	expect((await getProgramme(own.db, null, slug)).attendance).toMatchObject({
		isRecorded: false,
		organisations: 0
	});
	const { slug: known } = await own.db
		.insertInto('organisation')
		.values({
			name: 'Union of Engineers',
			slug: 'union',
			acronym: 'UPÉ',
			aliases: ['Engineers’ Union']
		})
		.returning('slug')
		.executeTakeFirstOrThrow();
	await addOrganisation(own.db, 'Rectorate');
	await add(slug, 'upe', { seat: 'on-site', heads: 3 });
	await add(slug, 'rectorate', { state: 'apologies' });
	await expect(add(slug, 'Engineers’ union')).rejects.toThrow(code('attendance_there'));
	await expect(add(slug, 'Nobody knows it')).rejects.toThrow(code('organisation_unknown'));
	const { attendance } = await getProgramme(own.db, null, slug);
	expect(attendance).toMatchObject({ isRecorded: true, organisations: 1 });
	expect(attendance!.list!.present.map((one) => one.slug)).toEqual([known]);
	expect(attendance!.list!.apologies).toMatchObject([{ name: 'Rectorate' }]);
});

test('the list is for those who edit the dossier, to everybody else there is none', async () => {
	const { slug } = await hold();
	for (const actor of [null, stranger, participant]) {
		await expect(readAttendanceList(own.db, actor, slug)).rejects.toMatchObject({ status: 404 });
		const input = { version: 1, visibility: 'public', statement: null, entries: [] } as const;
		for (const work of [
			() => saveAttendance(own.db, actor, slug, { ...input, entries: [] }),
			() => addAttendance(own.db, actor, slug, { organisation: 'union', ...how }),
			() => addAttendant(own.db, actor, slug, { person: 'A', role: '', of: '', who: '', ...how }),
			() => takeOverInvited(own.db, actor, slug),
			() => settleAttendance(own.db, actor, slug, '')
		])
			await expect(work()).rejects.toMatchObject({ status: 404 });
	}
});

test('what the room counted stands on the list and can be corrected, taken off and added again', async () => {
	const { id, slug } = await hold();
	const school = await addOrganisation(own.db, 'Lycée Bel Air');
	const teacher = await addActor(own.db, 'Teacher', undefined, school);
	const alone = await addActor(own.db, 'Alone');
	for (const [actor, kind, heads] of [
		[teacher, 'school', 12],
		[alone, 'participant', 1]
	] as const) {
		const seatId = await addSeat(own.db, id, actor, kind, heads);
		await arrive(own.db, id, seatId, new Date());
	}
	expect((await read(slug)).unlisted).toMatchObject([
		{ organisation: { name: 'Lycée Bel Air' }, room: { heads: 12, people: ['Teacher'] } }
	]);
	await own.db.transaction().execute((trx) => freezeAttendance(trx, id, new Date()));
	expect(await find(slug, 'Lycée Bel Air')).toMatchObject({
		state: 'present',
		seat: 'room-device',
		heads: 12,
		room: { heads: 12 }
	});
	expect(await find(slug, 'Alone')).toMatchObject({ state: 'present', person: { name: 'Alone' } });
	await save(slug, { [`heads-${school}`]: '14', [`off-${alone.personId}`]: 'on' });
	expect(await find(slug, 'Lycée Bel Air')).toMatchObject({ heads: 14, room: { heads: 12 } });
	expect(await find(slug, 'Alone')).toBeUndefined();
	await save(slug, { [`off-${school}`]: 'on' });
	expect((await read(slug)).entries).toEqual([]);
	expect((await read(slug)).unlisted).toHaveLength(1);
	await add(slug, 'lycee bel air');
	expect(await find(slug, 'Lycée Bel Air')).toMatchObject({ state: 'present', heads: null });
});

test('of two editors the second overwrites nothing, and closing counts as one', async () => {
	const { id, slug } = await hold();
	const school = await addOrganisation(own.db, 'Twice');
	await add(slug, 'Twice');
	const { list } = await read(slug);
	const form = (heads: number) => ({
		version: list.version,
		visibility: 'public' as const,
		statement: null,
		entries: [{ id: school, state: 'present' as const, seat: null, heads, isOff: false }]
	});
	await saveAttendance(own.db, editor, slug, form(2));
	await expect(saveAttendance(own.db, editor, slug, form(9))).rejects.toThrow(
		code('attendance_changed')
	);
	expect(await find(slug, 'Twice')).toMatchObject({ heads: 2 });
	const before = (await read(slug)).list.version;
	await own.db.transaction().execute((trx) => freezeAttendance(trx, id, new Date()));
	expect((await read(slug)).list.version).toBeGreaterThan(before);
});

test('of several who bear a name one is chosen, or somebody else', async () => {
	const { slug } = await hold();
	const firm = await addOrganisation(own.db, 'Firm of the first');
	const first = await addActor(own.db, 'Homer Nym', { dossierId, level: 'read' }, firm);
	const put = (who: NewAttendant['who'], of = '') =>
		addAttendant(own.db, editor, slug, { person: 'homer nym', role: '', of, who, ...how });
	const listed = async () =>
		(await read(slug)).entries.flatMap(({ id, person }) => (person ? [id] : []));
	await put('new');
	const [other] = await listed();
	expect(other).not.toBe(first.personId);
	await expect(put('')).rejects.toMatchObject({ code: 'person_ambiguous', field: 'who' });
	const choices = await listAttendantNamesakes(own.db, editor, slug, {
		person: 'homer nym',
		of: ''
	});
	expect(choices.map(({ id, organisation }) => [id, organisation?.name ?? null]).sort()).toEqual(
		[
			[first.personId, 'Firm of the first'],
			[other, null]
		].sort()
	);
	await expect(put(stranger.personId)).rejects.toThrow(code('choice_missing'));
	await put(first.personId);
	await put('new');
	expect(await listed()).toHaveLength(3);
	await expect(
		listAttendantNamesakes(own.db, stranger, slug, { person: 'homer nym', of: '' })
	).rejects.toMatchObject({ status: 404 });
});

test('a person is one the meeting may name, else a new one, and is printed by name only with a basis', async () => {
	const { slug } = await hold();
	const firm = await addOrganisation(own.db, 'Named firm');
	const member = await addActor(own.db, 'Zoé Exemple', { dossierId, level: 'read' }, firm);
	const put = (person: string, role = '', of = '') =>
		addAttendant(own.db, editor, slug, { person, role, of, who: '', ...how });
	await put('zoe exemple', 'engineer', 'Named firm');
	await expect(put('Zoé Exemple')).rejects.toThrow(code('attendance_there'));
	await put('Unheard Of', 'visitor');
	expect((await find(slug, 'Zoé Exemple'))!.id).toBe(member.personId);
	const people = async () =>
		(await getProgramme(own.db, null, slug)).attendance!.list!.people.map(({ name, role }) => [
			name,
			role
		]);
	expect(await people()).toEqual([
		[null, 'visitor'],
		[null, 'engineer']
	]);
	await own.db
		.updateTable('person')
		.set({ publishName: true })
		.where('id', '=', member.personId)
		.execute();
	expect(await people()).toContainEqual(['Zoé Exemple', 'engineer']);
	// Somebody of the same name in another taskforce is another person.
	const other = await addActor(own.db, 'Other Taskforce');
	await put('Other Taskforce');
	expect((await find(slug, 'Other Taskforce'))!.id).not.toBe(other.personId);
});

test('those invited are taken over as expected, which says nothing of who came', async () => {
	const { slug } = await hold();
	const ids = [await addOrganisation(own.db, 'Coming'), await addOrganisation(own.db, 'Declining')];
	await inviteOrganisations(own.db, editor, slug, ids);
	await recordAnswer(own.db, editor, slug, ids[1]!, { answer: 'declined', name: '', note: null });
	expect((await read(slug)).list.invited).toBe(1);
	await takeOverInvited(own.db, editor, slug);
	await takeOverInvited(own.db, editor, slug);
	expect((await read(slug)).entries).toMatchObject([
		{ organisation: { name: 'Coming' }, state: 'expected' }
	]);
	expect((await getProgramme(own.db, null, slug)).attendance).toMatchObject({ isRecorded: false });
	await save(slug, { [`state-${ids[0]}`]: 'absent' });
	expect((await getProgramme(own.db, null, slug)).attendance).toMatchObject({
		isRecorded: true,
		organisations: 0
	});
});

test('settling the numbers sets the note aside, with actor and time, and the desk asks no more', async () => {
	const { id, slug } = await hold();
	const note = 'Two sources, two numbers';
	await own.db.updateTable('meeting').set({ attendanceNote: note }).where('id', '=', id).execute();
	const listed = async () =>
		(await listGaps(own.db, editor)).conflicts.filter(({ key }) => key === slug);
	expect(await listed()).toMatchObject([
		{ note, href: `/desk/meetings/${slug}/attendance#settle-words` }
	]);
	await settleAttendance(own.db, editor, slug, 'Counted again');
	await settleAttendance(own.db, editor, slug, 'Pressed twice');
	expect(await listed()).toEqual([]);
	const { settlements, list } = await read(slug);
	expect(list.note).toBeNull();
	expect(settlements).toMatchObject([{ note, words: 'Counted again', who: 'Editor' }]);
	expect(Date.parse(settlements[0]!.at)).toBeGreaterThan(Date.now() - 60_000);
	const { slug: dossier } = await own.db
		.selectFrom('dossier')
		.select('slug')
		.where('id', '=', dossierId)
		.executeTakeFirstOrThrow();
	const { entries: steps } = await listHistory(own.db, editor, dossier);
	expect(steps.filter(({ what }) => what === 'attendance-settled')).toMatchObject([
		{ who: 'Editor', href: `/desk/meetings/${slug}/attendance` }
	]);
	expect(steps.some(({ what }) => what === 'attendance-changed')).toBe(true);
});

test('a new name that somebody else is just putting on a list is of one person', async () => {
	const { db } = own;
	const [first, second] = [await hold(), await hold()];
	const person = { name: 'Twin Guest', roleLabel: null, organisationId: null };
	let [release, begin] = [() => {}, () => {}];
	const wait = new Promise<void>((done) => (release = done));
	const isLocked = new Promise<void>((done) => (begin = done));
	const slow = db.transaction().execute(async (trx) => {
		await lockName(trx, person.name);
		begin();
		const personId = await insertPerson(trx, person);
		const { roleLabel, organisationId } = person;
		const row = { meetingId: first.id, personId, organisationId, roleLabel, ...how };
		await insertAttendant(trx, row);
		await wait;
	});
	await isLocked;
	const wish = { person: 'TWIN guest', role: '', of: '', who: '' as const, ...how };
	const quick = addAttendant(db, editor, second.slug, wish);
	setTimeout(release, 200);
	await Promise.all([slow, quick]);
	const people = await db
		.selectFrom('person')
		.select('name')
		.where('name', 'ilike', 'twin guest')
		.execute();
	expect(people).toEqual([{ name: 'Twin Guest' }]);
});
