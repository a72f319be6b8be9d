import type { Component } from 'svelte';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { ExternalEvent } from '#lib/model/entry-form.ts';
import { linkAction } from '#lib/model/kept-action.ts';
import { ParticipantReportForm, RecommendationForm } from '#lib/model/participant-form.ts';
import { getProgramme, listParticipantReports } from '#lib/server/meeting/programme.ts';
import { writeParticipantReport } from '#lib/model/programme-json.ts';
import { recordBasis } from '#lib/server/people/names.ts';
import { exportPerson } from '#lib/server/report/person-export.ts';
import { getDossierWithTimeline } from '#lib/server/dossier/dossier.ts';
import { findActionWords } from '#lib/server/report/actions.rows.ts';
import { importParticipantReport } from '#lib/server/report/participant.rows.ts';
import { ImportKeys } from '#lib/server/platform/import.ts';
import { resolveAuthor } from '#lib/server/people/authors.ts';
import { ParticipantReportRecord } from '#lib/model/import/report.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { newEditedDossier, newOrganisation } from '../support/dossier.ts';
import { renderPage, showEvent } from '../support/pages.ts';
import { newActor, newDossier, newMeeting } from '../support/people.ts';
import { separateAuthor } from '#lib/server/dossier/namesake.ts';
import { saveEvent } from '#lib/server/dossier/events.ts';
import {
	listReports,
	removeReport,
	saveReport,
	takeRecommendation
} from '#lib/server/dossier/participant.ts';
import ReportsPage from '../../src/routes/(app)/desk/dossiers/[slug]/reports/+page.svelte';

let test_: TestDatabase;
let home: Awaited<ReturnType<typeof newEditedDossier>>;
let meetingId: string;
beforeAll(async () => {
	test_ = await testDatabase();
	const { db } = test_;
	home = await newEditedDossier(db);
	for (const name of ['Ministry', 'Project', 'Agency']) await newOrganisation(db, name);
	const event = {
		'title:en': 'A conference',
		date: '2022-03-01',
		host: 'Ministry',
		status: 'held'
	};
	meetingId = await saveEvent(db, home.editor, home.slug, v.parse(ExternalEvent, event));
});
afterAll(() => test_.close());

const here = () => ({ dossier: home.slug });
const report = (fields: Record<string, string> = {}) =>
	v.parse(ParticipantReportForm, {
		meetingId,
		authorRole: 'member of a project',
		language: 'en',
		recommendations: 'connect regions\nshare courses',
		coveredBy: 'Project',
		'track:0': 'Microelectronics',
		'coverage:0': 'not-in-programme',
		'mentioned:0': 'Project',
		'mentionedBy:0': 'senior expert',
		'mentionedFrom:0': 'Agency',
		'picture:0': 'A slide with the logo of the project',
		'opinion:en': 'It was political.',
		questionTo: 'Katrin',
		question: 'What do you think of this?',
		...fields
	});

const readPublic = async () => {
	const event = await getProgramme(test_.db, null, 'a-conference');
	return listParticipantReports(test_.db, null, event);
};

test('a report keeps mentions with role and picture, what was not on the agenda, and the project', async () => {
	await saveReport(test_.db, home.editor, here(), report());
	expect(await readPublic()).toEqual([
		expect.objectContaining({
			author: { name: null, role: 'member of a project' },
			coverage: [{ track: 'Microelectronics', status: 'not-in-programme' }],
			coveredBy: expect.objectContaining({ name: 'Project' }),
			mentions: [
				{
					of: expect.objectContaining({ name: 'Project' }),
					by: 'senior expert',
					organisation: expect.objectContaining({ name: 'Agency' }),
					picture: 'A slide with the logo of the project'
				}
			]
		})
	]);
});

test('a question to a colleague stays inside', async () => {
	const { db } = test_;
	const { reports } = await listReports(db, home.editor, here());
	expect(reports[0]?.question).toEqual({
		state: 'open',
		to: 'Katrin',
		about: 'What do you think of this?'
	});
	expect(JSON.stringify(await readPublic())).not.toContain('Katrin');
	for (const actor of [home.reader, home.stranger])
		await expect(listReports(db, actor, here())).rejects.toMatchObject({ code: 'not_found' });
});

test('a recommendation becomes an action with an owner, once, and keeps its words', async () => {
	const { db } = test_;
	const id = (await listReports(db, home.editor, here())).reports[0]!.id;
	const wish = (fields = {}) =>
		v.parse(RecommendationForm, {
			id,
			text: 'connect regions',
			owner: 'Agency',
			due: '',
			...fields
		});
	const take = (input: RecommendationForm, actor = home.editor) =>
		takeRecommendation(db, actor, here(), input);
	await expect(take(wish())).rejects.toMatchObject({ code: 'no_meeting_held' });
	const held = await newMeeting(db, home.id);
	await db
		.updateTable('meeting')
		.set({ status: 'held', ordinal: 1 })
		.where('id', '=', held.id)
		.execute();
	await expect(take(wish({ text: 'never said' }))).rejects.toMatchObject({ code: 'not_found' });
	await expect(take(wish(), home.stranger)).rejects.toMatchObject({ code: 'not_found' });
	expect(v.safeParse(RecommendationForm, { id, text: 'x', owner: '', due: '' }).success).toBe(
		false
	);
	const action = await take(wish({ due: '2022-06-01' }));
	expect((await findActionWords(db, [held.id])).get(action)).toBe('connect regions');
	await expect(take(wish())).rejects.toMatchObject({ code: 'recommendation_taken' });
	const [after] = (await listReports(db, home.editor, here())).reports;
	const { slug } = held;
	expect(after?.taken).toEqual([
		{ text: 'connect regions', action: { id: action, state: 'open', meeting: slug } }
	]);
	await db.updateTable('action').set({ state: 'done' }).where('id', '=', action).execute();
	const page = await renderPage(
		ReportsPage as Component,
		{
			data: { ...(await listReports(db, home.editor, here())), open: null, saved: null },
			form: null
		},
		{ path: `/desk/dossiers/${home.slug}/reports` }
	);
	expect(page.links).toContainEqual({
		href: linkAction(action, slug).replaceAll('&', '&amp;'),
		text: 'is an action: done'
	});
});

test('two who change a report at once do not overwrite each other, and it can be removed', async () => {
	const { db } = test_;
	const { id, version } = (await listReports(db, home.editor, here())).reports[0]!;
	await saveReport(db, home.editor, here(), report({ id, version, authorRole: 'teacher' }));
	await expect(
		saveReport(db, home.editor, here(), report({ id, version, authorRole: 'manager' }))
	).rejects.toMatchObject({ code: 'entry_changed' });
	const [now] = (await listReports(db, home.editor, here())).reports;
	expect(now?.authorRole).toBe('teacher');
	await removeReport(db, home.editor, here(), now!);
	expect(await readPublic()).toEqual([]);
});

describe('the name of an author', () => {
	const readAuthor = async () => (await readPublic()).at(-1)!.author;
	const save = async (fields: Record<string, string>) => {
		const [last] = (await listReports(test_.db, home.editor, here())).reports;
		const entry = last && { id: last.id, version: last.version };
		return saveReport(test_.db, home.editor, here(), report({ ...entry, ...fields }));
	};
	const refuse = (fields: Record<string, string>) =>
		v
			.safeParse(ParticipantReportForm, { meetingId, authorRole: 'x', language: 'en', ...fields })
			.issues?.map((issue) => v.getDotPath(issue));

	test('is not taken without a basis, nor beside somebody who was chosen', () => {
		expect(refuse({ authorName: 'Ann Author' })).toEqual(['authorBasis']);
		const basis = { authorName: 'Ann Author', authorBasis: 'consent' };
		expect(refuse(basis)).toBeUndefined();
		expect(refuse({ ...basis, authorId: home.editor.personId })).toEqual(['authorName']);
	});

	test('is printed on a recorded basis in page and data, and vanishes with it', async () => {
		const { db } = test_;
		await save({ authorName: 'Ann Author', authorBasis: 'consent' });
		expect(await readAuthor()).toEqual({ name: 'Ann Author', role: 'member of a project' });
		expect((await showEvent(db, 'a-conference')).text).toContain('Ann Author, member of a project');
		const [kept] = (await listReports(db, home.editor, here())).reports;
		const publisher = await newActor(db, { name: 'Publisher' });
		await db
			.insertInto('dossierMember')
			.values({ dossierId: home.id, personId: publisher.personId, level: 'publish' })
			.execute();
		await recordBasis(db, publisher, kept!.authorId!, meetingId, 'refused');
		expect((await readAuthor()).name).toBeNull();
		const page = await showEvent(db, 'a-conference');
		expect(page.html).not.toContain('Ann Author');
		const event = await getProgramme(db, null, 'a-conference');
		const data = (await listParticipantReports(db, null, event)).map((one) =>
			writeParticipantReport(one, 'en')
		);
		expect(JSON.stringify(data)).not.toContain('Ann Author');
		const exported = await exportPerson(db, publisher, kept!.authorId!);
		expect(JSON.stringify(exported)).toContain('a-conference');
	});

	test.each(['for the event', 'for all meetings'])(
		'gives way to the role in the words of the report too, once refused %s',
		async (scope) => {
			const { db } = test_;
			const name = 'Gwen Durandal';
			const words = {
				authorName: name,
				authorBasis: 'consent',
				'opinion:en': `Well worth it, says ${name}.`,
				recommendations: `hear gwen  durandal\nhear ${name}`,
				'track:0': `Track of ${name}`,
				'mentionedBy:0': name,
				'picture:0': `${name} on stage`
			};
			const id = await saveReport(db, home.editor, here(), report(words));
			const read = async () => {
				const { html } = await showEvent(db, 'a-conference');
				const own = (await readPublic()).find((one) => one.id === id)!;
				return [html, JSON.stringify([own, writeParticipantReport(own, 'en')])];
			};
			const NAME = /gwen\s+durandal/i;
			for (const text of await read()) expect(text).toMatch(NAME);
			const kept = (await listReports(db, home.editor, here())).reports.find(
				(one) => one.id === id
			)!;
			const person = db.updateTable('person').where('id', '=', kept.authorId!);
			const basis = db.updateTable('nameBasis').where('personId', '=', kept.authorId!);
			await person.set({ roleLabel: 'a teacher' }).execute();
			if (scope === 'for the event') await basis.set({ basis: 'refused' }).execute();
			else {
				await db.deleteFrom('nameBasis').where('personId', '=', kept.authorId!).execute();
				await person.set({ publishName: false }).execute();
			}
			for (const text of await read()) {
				expect(text).not.toMatch(NAME);
				for (const said of ['says a teacher', 'hear a teacher', 'Track of a teacher'])
					expect(text).toContain(said);
				expect(text).toContain('a teacher on stage');
			}
			// What is stored, and read at the desk, stays.
			expect(kept.opinion?.texts.en).toMatch(NAME);
			await removeReport(db, home.editor, here(), kept);
			await db.deleteFrom('person').where('id', '=', kept.authorId!).execute();
		}
	);

	const countCalled = async (name: string) =>
		(await test_.db.selectFrom('person').select('id').where('name', '=', name).execute()).length;

	test('typed twice is of one person, and is not taken once its bearer refused', async () => {
		const { db } = test_;
		const typed = { authorName: 'Ottoline  Grubb', authorBasis: 'consent' };
		const ids = [
			await saveReport(db, home.editor, here(), report(typed)),
			await saveReport(db, home.editor, here(), report({ ...typed, authorName: 'OTTOLINE grubb' }))
		];
		expect(await countCalled('Ottoline Grubb')).toBe(1);
		expect(await countCalled('OTTOLINE grubb')).toBe(0);
		const written = (await listReports(db, home.editor, here())).reports.filter(({ id }) =>
			ids.includes(id)
		);
		const [author] = new Set(written.map(({ authorId }) => authorId));
		expect(written.map(({ authorId }) => authorId)).toEqual([author, author]);
		// An editor who types the name anew does not undo what its bearer refused.
		await db
			.updateTable('nameBasis')
			.set({ basis: 'refused' })
			.where('personId', '=', author!)
			.execute();
		await expect(saveReport(db, home.editor, here(), report(typed))).rejects.toMatchObject({
			code: 'author_refused'
		});
		for (const { id, version } of written)
			await removeReport(db, home.editor, here(), { id, version });
	});

	test('typed by two at the same instant is of one person', async () => {
		const { db } = test_;
		const typed = { authorId: '', authorRole: 'x', authorBasis: 'consent' } as const;
		const write = (authorName: string, wait: Promise<void>) =>
			db.transaction().execute(async (trx) => {
				const at = { dossierId: home.id, meetingId, known: null };
				const authorId = await resolveAuthor(trx, home.editor, { ...typed, authorName }, at);
				const { id } = await trx
					.insertInto('participantReport')
					.values({ meetingId, authorId, authorRole: 'x', language: 'en' })
					.returning('id')
					.executeTakeFirstOrThrow();
				await wait;
				return { id, authorId };
			});
		let release = () => {};
		const first = write('Twin Writer', new Promise((done) => (release = done)));
		const second = write('TWIN writer', Promise.resolve());
		setTimeout(release, 200);
		const both = await Promise.all([first, second]);
		expect(new Set(both.map(({ authorId }) => authorId)).size).toBe(1);
		for (const { id } of both)
			await db.deleteFrom('participantReport').where('id', '=', id).execute();
	});

	test('that came in twice with a record file is of one person, who takes part already', async () => {
		const { db } = test_;
		const event = await newMeeting(db, home.id);
		const record = (id: string, name: string) =>
			v.parse(ParticipantReportRecord, {
				id,
				event: 'fair',
				author: { name, role: 'visitor' },
				lang: 'en',
				official: false,
				recommendations: [],
				coverage: [],
				figures: [],
				mentions: [],
				src: [],
				inv: []
			});
		const bring = (...records: Array<ReturnType<typeof record>>) =>
			db.transaction().execute(async (trx) => {
				const keys = new ImportKeys();
				keys.set('fair', event.id);
				for (const one of records) await importParticipantReport(trx, keys, one);
			});
		const file = [
			record('pr-1', 'Iris Import'),
			record('pr-2', 'IRIS import'),
			record('pr-3', 'Rea')
		];
		await bring(...file);
		const read = () =>
			db
				.selectFrom('participantReport')
				.where('meetingId', '=', event.id)
				.orderBy('importKey')
				.select(['importKey', 'authorId'])
				.execute();
		const brought = await read();
		expect(brought).toHaveLength(3);
		expect(brought[1]!.authorId).toBe(brought[0]!.authorId);
		expect(brought[2]!.authorId).toBe(home.reader.personId);
		// What people changed since is not overwritten, and nobody comes in anew.
		const renamed = { name: 'Iris Married' };
		await db.updateTable('person').set(renamed).where('id', '=', brought[0]!.authorId!).execute();
		await bring(...file);
		expect(await read()).toEqual(brought);
		expect(await countCalled('Iris Import')).toBe(0);
		await db.deleteFrom('participantReport').where('meetingId', '=', event.id).execute();
	});

	test('of somebody known is said to be theirs, and can be of somebody else of that name', async () => {
		const { db } = test_;
		const { id: personId } = await db
			.insertInto('person')
			.values({ name: 'Maëlle Known', roleLabel: 'chair of the network' })
			.returning('id')
			.executeTakeFirstOrThrow();
		const meeting = await newMeeting(db, home.id);
		await db
			.insertInto('seat')
			.values({ meetingId: meeting.id, personId, kind: 'participant' })
			.execute();
		const typed = report({ authorName: 'maelle  KNOWN', authorBasis: 'consent' });
		const id = await saveReport(db, home.editor, here(), typed);
		const read = async () =>
			(await listReports(db, home.editor, here())).reports.find((one) => one.id === id)!;
		const showDesk = async (saved: string | null) =>
			renderPage(
				ReportsPage as Component,
				{
					data: { ...(await listReports(db, home.editor, here())), open: null, saved },
					form: null
				},
				{ path: `/desk/dossiers/${home.slug}/reports` }
			);
		const before = await read();
		expect(before).toMatchObject({
			authorId: personId,
			known: { role: 'chair of the network', meeting: { slug: meeting.slug } }
		});
		const said = 'Maëlle Known is known here already: chair of the network';
		for (const saved of [id, null]) expect((await showDesk(saved)).text).toContain(said);
		expect((await showDesk(id)).html).toMatch(/role="status"[^]*chair of the network/);

		const bases = (author: string) =>
			db.selectFrom('nameBasis').select('basis').where('personId', '=', author).execute();
		const separate = (form: { id: string; version: string }, actor = home.editor) =>
			separateAuthor(db, actor, here(), form);
		await expect(separate(before, home.reader)).rejects.toMatchObject({ code: 'not_found' });
		await expect(separate({ id, version: '1' })).rejects.toMatchObject({ code: 'entry_changed' });
		await separate(before);
		const after = await read();
		expect(after).toMatchObject({ authorName: 'Maëlle Known', known: null });
		expect(after.authorId).not.toBe(personId);
		expect(await bases(after.authorId!)).toEqual([{ basis: 'consent' }]);
		expect(await bases(personId)).toEqual([]);
		expect((await showDesk(id)).text).not.toContain(said);
		await expect(separate(after)).rejects.toMatchObject({ code: 'not_found' });
		await removeReport(db, home.editor, here(), after);
	});

	test('that was put down to somebody else leaves what that person said of their name before', async () => {
		const { db } = test_;
		const bring = async (name: string, isAgreed: boolean) => {
			const { personId } = await newActor(db, { name });
			await db.insertInto('seat').values({ meetingId, personId, kind: 'participant' }).execute();
			const agreed = { meetingId, personId, basis: 'consent' };
			if (isAgreed) await db.insertInto('nameBasis').values(agreed).execute();
			const typed = report({ authorName: name, authorBasis: 'consent' });
			const id = await saveReport(db, home.editor, here(), typed);
			const [written] = (await listReports(db, home.editor, here())).reports;
			expect(written).toMatchObject({ id, authorId: personId });
			await separateAuthor(db, home.editor, here(), written!);
			const [own] = (await listReports(db, home.editor, here())).reports;
			await removeReport(db, home.editor, here(), own!);
			return db.selectFrom('nameBasis').select('basis').where('personId', '=', personId).execute();
		};
		expect(await bring('Agreed Before', true)).toEqual([{ basis: 'consent' }]);
		expect(await bring('Never Asked', false)).toEqual([]);
	});

	test('that several bear is asked about, with what tells them apart', async () => {
		const { db } = test_;
		for (const roleLabel of ['teacher', 'inspector']) {
			const { id: personId } = await db
				.insertInto('person')
				.values({ name: 'Kim Double', roleLabel })
				.returning('id')
				.executeTakeFirstOrThrow();
			await db
				.insertInto('dossierMember')
				.values({ dossierId: home.id, personId, level: 'read' })
				.execute();
		}
		await expect(save({ authorName: 'kim double', authorBasis: 'consent' })).rejects.toMatchObject({
			code: 'author_ambiguous',
			status: 422,
			details: { people: 'Kim Double, teacher; Kim Double, inspector' }
		});
		expect(await countCalled('Kim Double')).toBe(2);
		const { people } = await listReports(db, home.editor, here());
		expect(people.filter(({ name }) => name === 'Kim Double')).toHaveLength(2);
		const somebodyElse = { authorBasis: 'consent', authorOther: 'on' };
		await save({ authorName: 'Kim Double', ...somebodyElse });
		expect(await countCalled('Kim Double')).toBe(3);
		// The same where one alone bears the name.
		await save({ authorName: 'Lone Bearer', authorBasis: 'consent' });
		await save({ authorName: 'Lone Bearer', ...somebodyElse });
		expect(await countCalled('Lone Bearer')).toBe(2);
		// The name of a stranger of another dossier leads nowhere.
		await save({ authorName: 'Stra', authorBasis: 'consent' });
		const [kept] = (await listReports(db, home.editor, here())).reports;
		expect(kept!.authorId).not.toBe(home.stranger.personId);
	});

	test('of somebody known follows what is recorded of them; strangers cannot be chosen', async () => {
		const { db } = test_;
		await save({ authorId: home.reader.personId });
		expect((await readAuthor()).name).toBeNull();
		const [kept] = (await listReports(db, home.editor, here())).reports;
		expect(kept).toMatchObject({ authorName: 'Rea', printedName: null });
		await db
			.updateTable('person')
			.set({ publishName: true })
			.where('id', '=', home.reader.personId)
			.execute();
		expect((await readAuthor()).name).toBe('Rea');
		await expect(save({ authorId: home.stranger.personId })).rejects.toMatchObject({
			code: 'not_found'
		});
		await save({ authorId: '' });
		expect((await readAuthor()).name).toBeNull();
	});
});

test('the reports of an event of no dossier are written by whoever publishes somewhere', async () => {
	const { db } = test_;
	const publisher = await newActor(db, { name: 'Secretary elsewhere' });
	const dossierId = await newDossier(db, [[publisher, 'publish']]);
	const event = await newMeeting(db, null);
	await db
		.updateTable('meeting')
		.set({ kind: 'external-event' })
		.where('id', '=', event.id)
		.execute();
	const there = { event: event.slug };
	const words = { meetingId: event.id, authorName: 'Zoe Writer', authorBasis: 'consent' };
	for (const actor of [home.editor, home.stranger])
		await expect(saveReport(db, actor, there, report(words))).rejects.toMatchObject({
			code: 'not_found'
		});
	await expect(listReports(db, null, there)).rejects.toMatchObject({ code: 'sign_in' });
	await saveReport(db, publisher, there, report(words));
	await expect(saveReport(db, publisher, there, report())).rejects.toMatchObject({
		code: 'not_found'
	});
	const [written] = (await listReports(db, publisher, there)).reports;
	expect(written).toMatchObject({ printedName: 'Zoe Writer' });
	// Typed again it is the same person.
	await saveReport(db, publisher, there, report({ ...words, authorName: 'zoe writer' }));
	const again = (await listReports(db, publisher, there)).reports;
	expect(again).toHaveLength(2);
	expect(new Set(again.map(({ authorId }) => authorId))).toEqual(new Set([written!.authorId]));
	const second = again.find(({ id }) => id !== written!.id)!;
	await removeReport(db, publisher, there, { id: second.id, version: second.version });
	await recordBasis(db, publisher, written!.authorId!, event.id, '');
	expect((await listReports(db, publisher, there)).reports[0]?.printedName).toBeNull();

	const held = await newMeeting(db, dossierId);
	await db
		.updateTable('meeting')
		.set({ status: 'held', ordinal: 1 })
		.where('id', '=', held.id)
		.execute();
	const { slug } = await db
		.selectFrom('dossier')
		.where('id', '=', dossierId)
		.select('slug')
		.executeTakeFirstOrThrow();
	const wish = { id: written!.id, text: 'connect regions', owner: 'Agency', due: '' };
	const take = (dossier: string) =>
		takeRecommendation(db, publisher, there, v.parse(RecommendationForm, { ...wish, dossier }));
	await expect(take('')).rejects.toMatchObject({ code: 'not_found' });
	await expect(take(home.slug)).rejects.toMatchObject({ code: 'not_found' });
	const action = await take(slug);
	expect((await findActionWords(db, [held.id])).get(action)).toBe('connect regions');
	// Who publishes for another taskforce reads that it is an action, not how it stands there.
	const taken = async (actor: Actor) =>
		(await listReports(db, actor, there)).reports[0]?.taken.map(({ action }) => action?.id);
	expect(await taken(publisher)).toEqual([action]);
	const elsewhere = await newActor(db);
	await newDossier(db, [[elsewhere, 'publish']]);
	expect(await taken(elsewhere)).toEqual([undefined]);
});

test('two reports on one event have each their address; the old one leads to the first', async () => {
	const { db } = test_;
	await saveReport(db, home.editor, here(), report({ authorRole: 'second writer' }));
	const page = await showEvent(db, 'a-conference');
	const ids = [...page.html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
	expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
	const reports = await readPublic();
	expect(reports).toHaveLength(2);
	const [first, second] = reports.map(({ id }) => `report-${id}`);
	expect(ids).toEqual(expect.arrayContaining(['report', first, second]));
	expect(page.html.indexOf('id="report"')).toBeLessThan(page.html.indexOf(`id="${first}"`));
	expect(page.html.indexOf(`id="${first}"`)).toBeLessThan(page.html.indexOf(`id="${second}"`));
	const timeline = (
		await getDossierWithTimeline(db, null, home.slug, {
			type: 'participant-report',
			language: null
		})
	).timeline;
	expect(timeline.dated.map(({ href }) => href).sort()).toEqual(
		reports.map(({ id }) => `/events/a-conference#report-${id}`).sort()
	);
});
