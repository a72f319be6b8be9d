import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { applyEvent } from '#lib/model/log.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
	addActor,
	addDossier,
	addFilm,
	addMeeting,
	addOrganisation,
	addSeat
} from '../../../../tests/support/meeting.ts';
import { enterMeeting } from '../meeting/access.ts';
import { getFacts } from '../meeting/facts.ts';
import { listOwners } from '../meeting/owner.rows.ts';
import { getProgramme } from '../meeting/programme.ts';
import { closeMeeting } from './closing.ts';
import { runCommand } from './commands.ts';
import { findEventsAfter } from './event.rows.ts';
import { findOrganisations } from './reference.rows.ts';
import { readMissed, readState } from './state.ts';
import { findState } from './state.rows.ts';

let database: TestDatabase;
let dossierId: string;
let editor: Actor;
let member: Actor;
let stranger: Actor;

beforeAll(async () => {
	database = await testDatabase();
	dossierId = await addDossier(database.db);
	editor = await addActor(database.db, 'Chair', { dossierId, level: 'edit' });
	member = await addActor(database.db, 'Member', { dossierId, level: 'take-part' });
	const elsewhere = await addDossier(database.db);
	stranger = await addActor(database.db, 'Other', { dossierId: elsewhere, level: 'publish' });
});
afterAll(() => database.close());

const start = (titles: string[]) => addMeeting(database.db, dossierId, titles);
function run(
	meetingId: string,
	type: string,
	args: object = {},
	actor: Actor | null = editor,
	commandId: string = randomUUID()
) {
	return runCommand(database.db, actor, { meetingId, commandId, type, args });
}
async function load(meetingId: string) {
	const state = await findState(database.db, meetingId);
	if (!state) throw new Error('no state');
	return state;
}

test('two who press Next at once do not skip an item', async () => {
	const { meetingId, itemIds } = await start(['One', 'Two', 'Three']);
	await run(meetingId, 'advance', { fromItemId: null });
	const both = await Promise.allSettled([
		run(meetingId, 'advance', { fromItemId: itemIds[0] }),
		run(meetingId, 'advance', { fromItemId: itemIds[0] })
	]);
	const refused = both.filter((one) => one.status === 'rejected');
	expect(refused.map((one) => (one.reason as { code: string }).code)).toEqual(['already_moved']);
	expect(await load(meetingId)).toMatchObject({
		currentItemId: itemIds[1],
		seq: 2,
		status: 'open'
	});
});

test('a command sent five times at once is one effect with one answer', async () => {
	const { meetingId } = await start([]);
	const commandId = randomUUID();
	const answers = await Promise.all(
		Array.from({ length: 5 }, () =>
			run(meetingId, 'item.add', { title: 'Once' }, editor, commandId)
		)
	);
	expect(answers).toEqual(Array(5).fill({ seq: 1 }));
	expect((await load(meetingId)).items).toMatchObject([
		{ id: commandId, title: { original: 'en' } }
	]);
});

test('two who close at once close once, with one event', async () => {
	const { meetingId } = await start(['One']);
	await run(meetingId, 'advance', { fromItemId: null });
	const closings = [randomUUID(), randomUUID()].map((id) =>
		closeMeeting(database.db, editor, meetingId, id)
	);
	expect(await Promise.all(closings)).toEqual([{ seq: 2 }, { seq: 2 }]);
	const events = await findEventsAfter(database.db, meetingId, 0, 99);
	expect(events.map((event) => event.type)).toEqual(['item.advanced', 'meeting.closed']);
	expect(await load(meetingId)).toMatchObject({
		status: 'held',
		currentItemId: null,
		items: [{ status: 'done' }]
	});
});

test('closing writes who was there and ends their presence', async () => {
	const { db } = database;
	const { meetingId } = await start(['One']);
	const [school, firm, absent] = [
		await addOrganisation(db, 'School'),
		await addOrganisation(db, 'Firm'),
		await addOrganisation(db, 'Absent')
	];
	const seats = [
		await addSeat(db, meetingId, await addActor(db, 'T', undefined, school), 'school', 25),
		await addSeat(db, meetingId, await addActor(db, 'A', undefined, firm), 'participant'),
		await addSeat(db, meetingId, await addActor(db, 'B', undefined, firm), 'speaker')
	];
	await addSeat(db, meetingId, await addActor(db, 'C', undefined, absent), 'participant');
	await db
		.insertInto('presence')
		.values(seats.map((seatId) => ({ seatId })))
		.execute();
	await db
		.insertInto('attendance')
		.values({ meetingId, organisationId: firm, state: 'apologies' })
		.execute();
	await closeMeeting(db, editor, meetingId, randomUUID());
	const rows = await db
		.selectFrom('attendance')
		.select(['organisationId', 'state', 'seat', 'heads'])
		.where('meetingId', '=', meetingId)
		.orderBy('heads')
		.execute();
	expect(rows).toEqual([
		{ organisationId: firm, state: 'present', seat: 'remote', heads: 2 },
		{ organisationId: school, state: 'present', seat: 'room-device', heads: 25 }
	]);
	const open = await db
		.selectFrom('presence')
		.select('id')
		.where('seatId', 'in', seats)
		.where('leftAt', 'is', null)
		.execute();
	expect(open).toEqual([]);
});

test('strangers, visitors and removed seats find no meeting', async () => {
	const { meetingId } = await start(['One']);
	const removed = await addActor(database.db, 'Gone', { dossierId, level: 'edit' });
	await addSeat(database.db, meetingId, removed, 'chair');
	await database.db
		.updateTable('seat')
		.set({ removedAt: new Date() })
		.where('personId', '=', removed.personId)
		.execute();
	for (const actor of [stranger, null, removed]) {
		const refusal = { code: 'not_found', status: 404 };
		await expect(run(meetingId, 'meeting.open', {}, actor)).rejects.toMatchObject(refusal);
		await expect(readState(database.db, actor, meetingId)).rejects.toMatchObject(refusal);
	}
	await expect(run(randomUUID(), 'meeting.open')).rejects.toMatchObject({ code: 'not_found' });
});

test('a demotion counts from the next command on', async () => {
	const { meetingId } = await start(['One']);
	const demoted = await addActor(database.db, 'Deputy', { dossierId, level: 'edit' });
	await run(meetingId, 'item.add', { title: 'Mine' }, demoted);
	await database.db
		.updateTable('dossierMember')
		.set({ level: 'take-part' })
		.where('personId', '=', demoted.personId)
		.execute();
	await expect(run(meetingId, 'item.add', { title: 'Too late' }, demoted)).rejects.toMatchObject({
		code: 'not_allowed',
		status: 403
	});
	await expect(run(meetingId, 'meeting.close', {}, member)).rejects.toMatchObject({
		code: 'not_allowed'
	});
});

test('a title of 10,000 characters is refused with a clear sentence', async () => {
	const { meetingId } = await start([]);
	await expect(run(meetingId, 'item.add', { title: 'x'.repeat(10_000) })).rejects.toMatchObject({
		code: 'title_too_long',
		message: 'A title has at most 300 characters.',
		details: { max: 300 }
	});
	expect((await load(meetingId)).seq).toBe(0);
});

test('an organisation without a name of its own is called in the room as in its notes and report', async () => {
	const { db } = database;
	const { meetingId, itemIds } = await start(['One']);
	const organisationId = await addOrganisation(db, 'Rectorat');
	const texts = { fr: 'Rectorat', en: 'Education authority' };
	await db
		.updateTable('organisation')
		.set({
			name: null,
			fullName: 'Rectorat de l’académie de Rennes',
			label: JSON.stringify({ original: 'fr', texts })
		})
		.where('id', '=', organisationId)
		.execute();
	const role = { dossierId, organisationId, role: 'partner' };
	await db.insertInto('dossierOrganisation').values(role).execute();
	await run(meetingId, 'item.edit', { itemId: itemIds[0], organisationIds: [organisationId] });
	const guest = await addActor(db, 'Guest', { dossierId, level: 'take-part' }, organisationId);
	const { seat } = await enterMeeting(db, guest, meetingId);
	const owners = await listOwners(db, guest, meetingId);
	const named = [
		(await load(meetingId)).items[0]!.organisations[0]!.name,
		(await findOrganisations(db, meetingId)).find(({ id }) => id === organisationId)?.name,
		owners.find(({ id }) => id === organisationId)?.name,
		seat.organisation
	];
	expect(named).toEqual(['Rectorat', 'Rectorat', 'Rectorat', 'Rectorat']);
});

test('speakers, organisations and films must belong to the taskforce', async () => {
	const { db } = database;
	const { meetingId, itemIds } = await start(['One']);
	const film = await addFilm(db, dossierId, 90);
	const organisationId = await addOrganisation(db, 'Partner');
	await db
		.insertInto('dossierOrganisation')
		.values({ dossierId, organisationId, role: 'partner' })
		.execute();
	const args = {
		itemId: itemIds[0],
		speakerIds: [member.personId],
		organisationIds: [organisationId],
		filmId: film,
		minutes: 25
	};
	await run(meetingId, 'item.edit', args);
	expect((await load(meetingId)).items[0]).toMatchObject({
		speakers: [{ personId: member.personId, name: 'Member' }],
		organisations: [{ id: organisationId, name: 'Partner' }],
		filmId: film,
		minutes: 25
	});
	const foreign = await addFilm(db, await addDossier(db));
	await db.updateTable('film').set({ visibility: 'members' }).where('id', '=', foreign).execute();
	for (const [wrong, code] of [
		[{ speakerIds: [stranger.personId] }, 'speaker_missing'],
		[{ organisationIds: [await addOrganisation(db, 'Foreign')] }, 'organisation_missing'],
		[{ filmId: foreign }, 'film_missing']
	] as const)
		await expect(
			run(meetingId, 'item.edit', { itemId: itemIds[0], ...wrong })
		).rejects.toMatchObject({ code });
});

test('a speaker starts the film of their item, and it stays within its length', async () => {
	const { meetingId, itemIds } = await start(['One', 'Two']);
	const film = await addFilm(database.db, dossierId, 90);
	await run(meetingId, 'item.edit', { itemId: itemIds[0], speakerIds: [member.personId] });
	await run(meetingId, 'advance', { fromItemId: null });
	await run(meetingId, 'film.start', { filmId: film, position: 500 }, member);
	const { playback } = await load(meetingId);
	expect(playback).toMatchObject({ filmId: film, position: 90, itemId: itemIds[0] });
	await run(meetingId, 'film.stop', {}, member);
	const events = await findEventsAfter(database.db, meetingId, 2, 9);
	expect(events.map(({ type, payload }) => [type, payload.filmId, payload.position])).toEqual([
		['film.start', film, 90],
		['film.stop', film, 90]
	]);
});

test('an item id that another meeting uses is refused', async () => {
	const { itemIds } = await start(['Theirs']);
	const { meetingId } = await start([]);
	await expect(
		run(meetingId, 'item.add', { title: 'Taken' }, editor, itemIds[0])
	).rejects.toMatchObject({ code: 'malformed' });
	expect((await load(meetingId)).items).toEqual([]);
});

test('the log replayed gives the stored state, ranks spread anew included', async () => {
	const { meetingId, itemIds } = await start(['One', 'Two', 'Three']);
	const before = await load(meetingId);
	// Ranks without room between them, as an import may bring.
	for (const [index, id] of itemIds.entries())
		await database.db
			.updateTable('agendaItem')
			.set({ rank: `0${'0'.repeat(index)}` })
			.where('id', '=', id)
			.execute();
	const imported = await load(meetingId);
	expect(imported.items.map((item) => item.id)).toEqual(before.items.map((item) => item.id));
	await run(meetingId, 'item.move', { itemId: itemIds[2], afterId: itemIds[0] });
	await run(meetingId, 'item.add', { title: 'New', afterId: itemIds[0], minutes: 5 });
	await run(meetingId, 'item.remove', { itemId: itemIds[1] });
	await run(meetingId, 'item.edit', { itemId: itemIds[0], speakerIds: [member.personId] });
	await run(meetingId, 'advance', { fromItemId: null });
	await run(meetingId, 'item.mark', { itemId: itemIds[2], status: 'postponed' });
	await run(meetingId, 'item.access', { itemId: itemIds[0], access: 'notes' });
	await run(meetingId, 'item.restore', { itemId: itemIds[1] });
	const stored = await load(meetingId);
	const events = await findEventsAfter(database.db, meetingId, 0, 99);
	expect(events.reduce(applyEvent, imported)).toEqual(stored);
	expect(stored.items.map((item) => item.title.texts.en)).toEqual(['One', 'New', 'Three', 'Two']);
});

test('who was away gets the events since, or the whole state when far behind', async () => {
	const { meetingId } = await start(['One']);
	await run(meetingId, 'advance', { fromItemId: null });
	const missed = (lastSeq?: number) => readMissed(database.db, member, meetingId, lastSeq);
	expect(await missed(0)).toMatchObject({ events: [{ seq: 1, type: 'item.advanced' }] });
	expect(await missed(1)).toEqual({ events: [] });
	expect(await missed()).toMatchObject({ state: { seq: 1 } });
	expect(await missed(7)).toMatchObject({ state: { seq: 1 } });
	await database.db.updateTable('meeting').set({ seq: 900 }).where('id', '=', meetingId).execute();
	expect(await missed(1)).toMatchObject({ state: { seq: 900 } });
});

test('a state that is read while commands commit is of one instant', async () => {
	const { meetingId } = await start([]);
	let isOver = false;
	const writing = (async () => {
		for (let n = 0; n < 25; n += 1) await run(meetingId, 'item.add', { title: `No ${n}` });
		isOver = true;
	})();
	let between = 0;
	while (!isOver) {
		const { seq, items } = await load(meetingId);
		expect(items).toHaveLength(seq);
		if (seq > 0 && seq < 25) between += 1;
	}
	await writing;
	expect(between).toBeGreaterThan(0);
});

test('whoever opens a planned meeting in the room announces it, and its steps say when and who', async () => {
	const steps = async (type: string, args: object = {}) => {
		const { meetingId, slug, itemIds } = await start(['One']);
		const planned = { at: '2026-01-01T00:00:00Z', status: 'planned', actorId: member.personId };
		await database.db
			.updateTable('meeting')
			.set({ status: 'planned', statusHistory: JSON.stringify([planned]) })
			.where('id', '=', meetingId)
			.execute();
		const at = new Date(1_800_000_000_000);
		const input = { meetingId, commandId: randomUUID(), type, args };
		await runCommand(database.db, editor, input, () => at.getTime());
		// It is open already: nothing more is announced.
		if (type !== 'meeting.close') await run(meetingId, 'item.open', { itemId: itemIds[0] });
		const { statusHistory } = await getFacts(database.db, editor, slug);
		expect(statusHistory[1]!.at).toBe(at.toISOString());
		expect((await getProgramme(database.db, null, slug)).statusHistory).toHaveLength(1);
		return statusHistory.map(({ status, by }) => [status, by]);
	};
	const told = [
		['planned', 'Member'],
		['scheduled', 'Chair']
	];
	expect(await steps('meeting.open')).toEqual(told);
	expect(await steps('advance', { fromItemId: null })).toEqual(told);
	expect(await steps('meeting.close')).toEqual(told);
	const { meetingId, slug } = await start(['One']);
	await run(meetingId, 'meeting.open');
	expect((await getFacts(database.db, editor, slug)).statusHistory).toEqual([]);
});
