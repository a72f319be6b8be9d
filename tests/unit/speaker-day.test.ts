import { randomUUID } from 'node:crypto';
import type { Component } from 'svelte';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { writeProgramme } from '#lib/model/programme-json.ts';
import { SpeakerDayForm, sumUpDay } from '#lib/model/speaker-day.ts';
import { closeMeeting } from '#lib/server/agenda/closing.ts';
import { runCommand } from '#lib/server/agenda/commands.ts';
import { readContradictions, settle } from '#lib/server/agenda/settling.ts';
import { readSpeakerDay, saveSpeakerDay } from '#lib/server/agenda/speaker-day.ts';
import { readState } from '#lib/server/agenda/state.ts';
import { getProgramme } from '#lib/server/meeting/programme.ts';
import { takeStep } from '#lib/server/meeting/status.ts';
import { readDraftToEdit, saveDraft } from '#lib/server/report/draft.ts';
import { clearPerson } from '#lib/server/report/erasure.rows.ts';
import { readFile } from '#lib/server/report/files.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { exportPerson } from '#lib/server/report/person-export.ts';
import { correctReport, publishReport } from '#lib/server/report/publication.ts';
import HeldPage from '../../src/routes/(app)/desk/meetings/[slug]/held/+page.svelte';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { addActor, addDossier, addMeeting, addOrganisation } from '../support/meeting.ts';
import { renderPage, showMeeting, showOrganisation, showReport } from '../support/pages.ts';

const origin = 'https://emvod.example';
let own: TestDatabase;
let dossierId: string;
let chair: Actor;
const organisations = { then: '', now: '' };

beforeAll(async () => {
	own = await testDatabase();
	dossierId = await addDossier(own.db);
	chair = await addActor(own.db, 'Chair', { dossierId, level: 'publish' });
	organisations.then = await addOrganisation(own.db, 'Bréhat');
	organisations.now = await addOrganisation(own.db, 'Armor');
});
afterAll(() => own.close());

const be = (personId: string, roleLabel: string | null, organisationId: string | null) =>
	own.db
		.updateTable('person')
		.set({ roleLabel, organisationId })
		.where('id', '=', personId)
		.execute();
const become = (personId: string) => be(personId, 'minister', organisations.now);
const sayOf = (personId: string) =>
	own.db
		.selectFrom('itemSpeaker')
		.select(['roleLabel', 'organisationId'])
		.where('personId', '=', personId)
		.executeTakeFirstOrThrow();

/** A coming meeting with one speaker, who is coordinator at Bréhat. */
async function plan() {
	const meeting = await addMeeting(own.db, dossierId, ['Talk']);
	const membership = { dossierId, level: 'take-part' as const };
	const { personId } = await addActor(own.db, `Ana ${randomUUID()}`, membership);
	await be(personId, 'coordinator', organisations.then);
	await runCommand(own.db, chair, {
		meetingId: meeting.meetingId,
		commandId: randomUUID(),
		type: 'item.edit',
		args: { itemId: meeting.itemIds[0], speakerIds: [personId] }
	});
	return { ...meeting, personId };
}
const slugOf = async (id: string) =>
	(
		await own.db
			.selectFrom('organisation')
			.select('slug')
			.where('id', '=', id)
			.executeTakeFirstOrThrow()
	).slug;

test('a coming meeting names its speakers as they are today', async () => {
	const { slug, personId } = await plan();
	await become(personId);
	const { text } = await showMeeting(own.db, slug);
	expect(text).toContain('minister');
	expect(text).toContain('Armor');
	expect(text).not.toMatch(/coordinator|Bréhat/);
	const page = await showOrganisation(own.db, await slugOf(organisations.now));
	expect(page.links.map(({ href }) => href)).toContain(`/meetings/${slug}`);
});

describe('once a meeting was closed', () => {
	let held: Awaited<ReturnType<typeof plan>>;
	beforeAll(async () => {
		held = await plan();
		await own.db
			.updateTable('itemSpeaker')
			.set({ spoke: false })
			.where('personId', '=', held.personId)
			.execute();
		await closeMeeting(own.db, chair, held.meetingId, randomUUID());
		await become(held.personId);
		await fileReport(own.db, held.meetingId);
		await own.db
			.updateTable('meeting')
			.set({ hostId: organisations.then, mode: 'online' })
			.where('id', '=', held.meetingId)
			.execute();
	});
	const thatDay = (words: unknown) => {
		const text = typeof words === 'string' ? words : JSON.stringify(words);
		expect(text).toContain('coordinator');
		expect(text).toContain('Bréhat');
		expect(text).not.toMatch(/minister|Armor/);
	};

	test('its page, JSON, room and desk say what its speakers were that day', async () => {
		thatDay((await showMeeting(own.db, held.slug)).text);
		thatDay(writeProgramme(await getProgramme(own.db, null, held.slug), 'en'));
		thatDay((await readContradictions(own.db, chair, held.slug)).list);
		const { items } = await readState(own.db, chair, held.meetingId);
		expect(items[0]!.speakers).toMatchObject([{ role: 'coordinator' }]);
		const admin = { ...chair, isAdmin: true };
		const exported: object = await exportPerson(own.db, admin, held.personId);
		thatDay((exported as { speaker: object[] }).speaker);
	});

	test('it stands with the organisation for which they spoke, and not with the new one', async () => {
		const links = async (id: string) =>
			(await showOrganisation(own.db, await slugOf(id))).links.map(({ href }) => href);
		await own.db
			.updateTable('meeting')
			.set({ hostId: null })
			.where('id', '=', held.meetingId)
			.execute();
		expect(await links(organisations.then)).toContain(`/meetings/${held.slug}`);
		expect(await links(organisations.now)).not.toContain(`/meetings/${held.slug}`);
		await own.db
			.updateTable('meeting')
			.set({ hostId: organisations.then })
			.where('id', '=', held.meetingId)
			.execute();
	});

	test('draft, report and its files say it too', async () => {
		const { content, draftSeq } = await readDraftToEdit(own.db, chair, held.slug);
		thatDay(content.items[0]!.speakers);
		await publishReport(own.db, chair, held.slug, {
			draftSeq,
			fields: {
				author: organisations.then,
				[`outcome-${held.itemIds[0]}`]: 'not-discussed'
			},
			state: 'published',
			origin
		});
		thatDay((await showReport(own.db, held.slug)).text);
		const file = await readFile(own.db, null, { slug: held.slug, format: 'md', origin });
		thatDay(file.bytes.toString());
	});
});

test('noting a meeting as held writes what its speakers were, also that they were nothing', async () => {
	const [one, other] = [await plan(), await plan()];
	await be(other.personId, null, null);
	for (const { slug } of [one, other])
		await takeStep(own.db, chair, slug, {
			version: (
				await own.db
					.selectFrom('meeting')
					.select('factsVersion')
					.where('slug', '=', slug)
					.executeTakeFirstOrThrow()
			).factsVersion,
			reason: null,
			step: 'hold'
		});
	await become(one.personId);
	await become(other.personId);
	expect(await sayOf(one.personId)).toEqual({
		roleLabel: 'coordinator',
		organisationId: organisations.then
	});
	expect(await sayOf(other.personId)).toEqual({ roleLabel: null, organisationId: null });
	expect((await showMeeting(own.db, other.slug)).text).not.toMatch(/minister|Armor/);
	// Erasing gives what stands for the name, where nothing stood.
	await own.db.transaction().execute((trx) => clearPerson(trx, other.personId, 'a guest'));
	expect((await showMeeting(own.db, other.slug)).text).toContain('a guest');
});

test('a speaker who comes into a past meeting stands with what is given, else with what they are then', async () => {
	const { slug, meetingId, itemIds } = await plan();
	await closeMeeting(own.db, chair, meetingId, randomUUID());
	const [given, plain] = [await addActor(own.db, 'Given'), await addActor(own.db, 'Plain')];
	for (const { personId } of [given, plain]) await be(personId, 'pupil', organisations.now);
	await own.db
		.insertInto('itemSpeaker')
		.values([
			{
				agendaItemId: itemIds[0]!,
				personId: given.personId,
				position: 1,
				roleLabel: 'delegate',
				organisationId: organisations.then
			},
			{ agendaItemId: itemIds[0]!, personId: plain.personId, position: 2 }
		])
		.execute();
	for (const { personId } of [given, plain]) await become(personId);
	const { items } = await getProgramme(own.db, null, slug);
	expect(items[0]!.speakers.map(({ role, organisation }) => [role, organisation?.name])).toEqual([
		['coordinator', 'Bréhat'],
		['delegate', 'Bréhat'],
		['pupil', 'Armor']
	]);
});

test('what a speaker was is corrected at the desk; a draft follows, a version at its correction', async () => {
	const { slug, meetingId, itemIds, personId } = await plan();
	const { db } = own;
	const [itemId] = itemIds as [string];
	await closeMeeting(db, chair, meetingId, randomUUID());
	await fileReport(db, meetingId);
	const key = `${itemId}.${personId}`;
	const correct = (role: string, opened: string, organisation = organisations.now) =>
		saveSpeakerDay(
			db,
			chair,
			slug,
			v.parse(SpeakerDayForm, {
				[`role-${key}`]: role,
				[`organisation-${key}`]: organisation,
				[`opened-${key}`]: opened
			})
		);
	const opened = sumUpDay((await readSpeakerDay(db, chair, slug)).speakers[0]!);
	await correct(' vice-rector ', opened);
	const said = { role: 'vice-rector', organisation: 'Armor' };
	const speakers = async () => (await readDraftToEdit(db, chair, slug)).content.items[0]!.speakers;
	expect(await speakers()).toMatchObject([said]);
	expect((await showMeeting(db, slug)).text).toContain('vice-rector');
	// Who opened the page before is told, and changes nothing; what was not touched is no change.
	await expect(correct('rector', opened)).rejects.toMatchObject({ code: 'facts_changed' });
	const values = {
		[`role-${key}`]: 'rector',
		[`organisation-${key}`]: organisations.now,
		[`opened-${key}`]: opened
	};
	const held = {
		...(await readContradictions(db, chair, slug)),
		...(await readSpeakerDay(db, chair, slug)),
		saved: false
	};
	const form = { values, issues: {}, code: 'facts_changed', message: '', details: {} };
	const path = `/desk/meetings/${slug}/held`;
	const page = await renderPage(HeldPage as Component, { data: held, form }, { path });
	expect(page.text).toContain('Somebody else saved meanwhile: vice-rector, Armor.');
	expect(page.html).toMatch(/name="role-[^>]*value="rector"/);
	// What somebody did not change is shown as the other saved it.
	const same = {
		...form,
		values: {
			...values,
			[`role-${key}`]: 'coordinator',
			[`organisation-${key}`]: organisations.then
		}
	};
	const again = await renderPage(HeldPage as Component, { data: held, form: same }, { path });
	expect(again.html).toMatch(/name="role-[^>]*value="vice-rector"/);
	await correct('coordinator', opened, organisations.then);
	await expect(
		correct('rector', sumUpDay((await readSpeakerDay(db, chair, slug)).speakers[0]!), randomUUID())
	).rejects.toMatchObject({ code: 'choice_missing' });
	expect(await speakers()).toMatchObject([said]);

	const publish = async (fields: Record<string, string> = {}) => {
		const { draftSeq } = await readDraftToEdit(db, chair, slug);
		const input = { draftSeq, fields, state: 'published' as const, origin };
		return publishReport(db, chair, slug, input);
	};
	await db
		.updateTable('meeting')
		.set({ hostId: organisations.then, mode: 'online' })
		.where('id', '=', meetingId)
		.execute();
	await publish({ [`outcome-${itemId}`]: 'not-discussed', author: organisations.then });
	await correct('rector', sumUpDay((await readSpeakerDay(db, chair, slug)).speakers[0]!));
	expect((await showReport(db, slug)).text).toContain('vice-rector');
	await correctReport(db, chair, slug, { kind: 'substantive', reason: 'Role' });
	await publish();
	expect((await showReport(db, slug)).text).not.toContain('vice-rector');
});

test('who spoke is the same on the meeting’s page and in the report, wherever it is said', async () => {
	const { slug, meetingId, itemIds, personId } = await plan();
	const { db } = own;
	await closeMeeting(db, chair, meetingId, randomUUID());
	await fileReport(db, meetingId);
	const spoke = async () => [
		(await getProgramme(db, null, slug)).items[0]!.speakers[0]!.spoke,
		(await readDraftToEdit(db, chair, slug)).content.items[0]!.speakers[0]!.spoke
	];
	const { draftSeq } = await readDraftToEdit(db, chair, slug);
	await saveDraft(db, chair, slug, { draftSeq, fields: { [`spoke-${itemIds[0]}-0`]: 'no' } });
	expect(await spoke()).toEqual([false, false]);
	const key = `${itemIds[0]}.${personId}`;
	await settle(db, chair, slug, { [key]: { answer: 'held', words: '', opened: '' } });
	expect(await spoke()).toEqual([true, true]);
});
