import type { Component } from 'svelte';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { getTimeline } from '#lib/server/dossier/timeline.ts';
import { getDossier } from '#lib/server/dossier/dossier.ts';
import { listGaps } from '#lib/server/dossier/gaps.ts';
import { readMeetingDesk } from '#lib/server/meeting/desk.ts';
import { readFactsForm } from '#lib/server/meeting/facts.ts';
import { readInvitees } from '#lib/server/meeting/invitee.ts';
import { readLetter } from '#lib/server/meeting/letter.ts';
import { readOwnMeetings } from '#lib/server/meeting/new-meeting.ts';
import { moveMeeting, takeStep } from '#lib/server/meeting/status.ts';
import AnswerPage from '../../src/routes/(public)/answer/[token]/+page.svelte';
import DeskMeetings from '../../src/routes/(app)/desk/DeskMeetings.svelte';
import MeetingsPage from '../../src/routes/(app)/desk/meetings/+page.svelte';
import FactsPage from '../../src/routes/(app)/desk/meetings/[slug]/+page.svelte';
import InvitedPage from '../../src/routes/(app)/desk/meetings/[slug]/invited/+page.svelte';
import LettersPage from '../../src/routes/(app)/desk/meetings/[slug]/letters/+page.svelte';
import { LOCALES, show } from '#lib/model/localised.ts';
import { demoDatabase, findDemoActor } from '../support/demo.ts';
import { renderPage, showDossier, showMeeting } from '../support/pages.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let secretariat: Actor;
beforeAll(async () => {
	demo = await demoDatabase();
	secretariat = await findDemoActor(demo.db, 'secretariat');
});
afterAll(() => demo.close());

const path = '/desk/meetings/bretagne-2';
const readForm = async (slug = 'bretagne-2') => ({
	...(await readFactsForm(demo.db, secretariat, slug)),
	saved: false,
	actor: secretariat
});
const showForm = async (form: object | null = null, slug?: string) =>
	renderPage(FactsPage as Component, { data: await readForm(slug), form }, { path });

test('the form of a meeting holds its facts, and an anchor for each gap of the desk', async () => {
	const page = await showForm();
	for (const value of [
		'name="title-fr" lang="fr" value="Deuxième rencontre : échanges de pratiques"',
		'name="place-name"',
		'value="Hôtel de Diane"',
		'name="version" value="1"',
		'<option value="Europe/Paris" selected'
	])
		expect(page.html).toContain(value);
	const { incomplete, conflicts } = await listGaps(demo.db, secretariat);
	const anchors = [...incomplete, ...conflicts]
		.map(({ href }) => /^\/desk\/meetings\/[^#]+#(.+)$/.exec(href)?.[1])
		.filter((anchor) => anchor !== undefined);
	expect([...new Set(anchors)].sort()).toEqual(['city', 'mode', 'registration', 'status']);
	for (const anchor of [...anchors, 'registration', 'date', 'host'])
		expect(page.html).toContain(`id="${anchor}"`);
	expect(page.headings.filter(({ level }) => level === 1)).toHaveLength(1);
	// Without a script the form sends what stands in it: an empty field would erase the words.
	const objective = show((await readForm()).facts.objective, 'en')!.text;
	expect(page.html.replaceAll('\n', '')).toContain(`>${objective}</textarea>`);
});

test('a refused form keeps what was typed and says what the other editor saved', async () => {
	const values = {
		timezone: 'Europe/Paris',
		'title-en': 'Typed <b>by me</b>',
		version: '1',
		kind: 'presentation'
	};
	const conflict = await showForm({
		code: 'facts_changed',
		message: '',
		details: {},
		issues: {},
		values
	});
	expect(conflict.html).toContain('value="Typed &lt;b>by me&lt;/b>"');
	expect(conflict.text).toContain('Somebody else changed this meeting');
	expect(conflict.text).toContain('Title, English: Second Taskforce Meeting');
	expect(conflict.html).toMatch(/<option value="presentation" selected/);
	const wrong = await showForm({
		values: { ...values, 'date-0': '2027-01-01', 'ends-0': '08:00' },
		issues: { 'days.0.ends': 'check', title: 'check' }
	});
	expect(wrong.html.match(/aria-invalid="true"/g)?.length).toBe(1);
	expect(wrong.text).toContain('A day ends after it starts.');
	expect(wrong.text).toContain('A title is needed');
});

test('the desk’s pages of meetings are complete without a script, in five languages', async () => {
	const form = null;
	const list = { ...(await readOwnMeetings(demo.db, secretariat)), sent: null, actor: secretariat };
	const invited = {
		...(await readInvitees(demo.db, secretariat, 'bretagne-1')),
		sent: null,
		unreachable: null
	};
	for (const locale of LOCALES) {
		const wanted = { kind: 'invitation', language: locale } as const;
		const letter = await readLetter(demo.db, secretariat, 'bretagne-2', {
			...wanted,
			origin: 'https://emvod.example'
		});
		const meeting = (await readForm()).facts;
		const pages: Array<[Component, object]> = [
			[MeetingsPage as Component, { data: list, form }],
			[InvitedPage as Component, { data: invited, form }],
			[LettersPage as Component, { data: { meeting, ...wanted, letter, saved: false }, form }],
			[FactsPage as Component, { data: await readForm(), form }]
		];
		for (const [page, props] of pages) {
			const { headings, html } = await renderPage(page, props, { path, locale });
			expect(headings.filter(({ level }) => level === 1)).toHaveLength(1);
			if (page === LettersPage)
				expect(html).toContain(letter.body.split('\n')[0]!.replaceAll('&', '&amp;'));
			for (const [, attributes] of html.matchAll(/<form([^>]*)>/g))
				expect(attributes).toContain('method="POST"');
			expect(html).not.toMatch(/undefined|\[object/);
		}
		expect(letter.body).not.toMatch(/undefined|null/);
	}
});

test('the answer page asks, and tells that organisations are named', async () => {
	const data = {
		meeting: {
			slug: 'm',
			kind: 'taskforce-meeting',
			title: { original: 'en', texts: { en: 'M' } },
			timezone: 'Europe/Paris'
		},
		isPublic: true,
		days: [{ date: '2027-08-27', starts: null, ends: null, half: 'morning' }],
		organisation: { name: 'Rectorat', label: null },
		answer: null,
		thanks: false
	};
	const page = await renderPage(
		AnswerPage as Component,
		{ data, form: null },
		{ path: '/answer/x' }
	);
	expect(page.text).toContain('Friday, 27 August 2027, morning');
	expect(page.text).toContain('Will Rectorat take part?');
	expect(page.text).toContain('named in the public report');
	expect(page.html.match(/<button[^>]*name="answer"/g)).toHaveLength(2);
	expect(page.head).toContain('noindex');
});

test('each line of the desk leads to where it is mended', async () => {
	const { db } = demo;
	await db
		.insertInto('linkCheck')
		.values({
			url: 'https://www.hoteldiane.fr/',
			checkedAt: new Date(),
			status: '404',
			failures: 2,
			failedSince: new Date(Date.now() - 2 * 86_400_000)
		})
		.execute();
	await db
		.updateTable('meetingDay')
		.set({ date: '2099-01-01' })
		.where('meetingId', '=', (await readForm()).facts.id)
		.where('day', '=', 2)
		.execute();
	const desk = await readMeetingDesk(db, secretariat);
	const page = await renderPage(DeskMeetings as Component, { desk }, { path: '/desk' });
	const hrefs = page.links.map(({ href }) => href);
	expect(hrefs).toContain('/desk/meetings/bretagne-2/invited');
	expect(hrefs).toContain('/desk/meetings/bretagne-2#city');
	expect(page.text).toContain('https://www.hoteldiane.fr/');
});

test('a place has its name, postcode, website and a map', async () => {
	const { links, text } = await showMeeting(demo.db, 'bretagne-2');
	expect(text).toContain('Hôtel de Diane, 22240 Fréhel');
	const of = (words: string) => links.find((link) => link.text === words)?.href;
	expect(of('Website of the place')).toBe('https://www.hoteldiane.fr/');
	expect(of('Map')).toBe(
		'https://www.openstreetmap.org/search?query=H%C3%B4tel+de+Diane%2C+22240%2C+Fr%C3%A9hel%2C+FR'
	);
});

test('several organisations have each their role in an event', async () => {
	const { db } = demo;
	const { facts, choices } = await readForm('bretagne-1');
	const [one, two] = choices.organisations;
	await db
		.insertInto('meetingOrganisation')
		.values([
			{ meetingId: facts.id, organisationId: one!.id, role: 'support' },
			{ meetingId: facts.id, organisationId: two!.id, role: 'support', position: 1 },
			{ meetingId: facts.id, organisationId: one!.id, role: 'requester' }
		])
		.execute();
	const page = await showMeeting(db, 'bretagne-1');
	expect(page.text).toContain(`Requested by ${one!.name}`);
	expect(page.text).toContain(`Active support ${one!.name} ${two!.name}`);
});

test('each day has its audience and its way in', async () => {
	const { text } = await showMeeting(demo.db, 'bretagne-2');
	expect(text).toMatch(
		/27 August 2020, 09:00–17:00 \(Europe\/Paris\) · teachers · can be followed by video/
	);
	expect(text).toMatch(/· industry, authorities · in the room only/);
});

test('a moved meeting says so at its old date, and a cancelled one on its page', async () => {
	const { db } = demo;
	const reason = { original: 'fr', texts: { fr: 'Crue de la rivière' } };
	const { facts } = await readForm();
	await moveMeeting(db, secretariat, 'bretagne-2', {
		version: facts.version,
		reason,
		date: null
	});
	const page = await showMeeting(db, 'bretagne-2');
	expect(page.text).toContain('The meeting was moved from');
	expect(page.text).toContain('The new date is not stated yet. Reason: Crue de la rivière');
	expect(page.text).toContain('When date not stated');
	expect(page.text).not.toContain('The date has passed');
	const dossier = await showDossier(db, 'bretagne');
	expect(dossier.text).toContain('27 August 2020 Meeting The new date is not stated yet.');
	const timeline = await getTimeline(db, null, await getDossier(db, null, 'bretagne'));
	expect(timeline.undated.map(({ href }) => href)).toContain('/meetings/bretagne-2');
	await takeStep(db, secretariat, 'bretagne-2', {
		version: facts.version + 1,
		reason,
		step: 'cancel'
	});
	expect((await showMeeting(db, 'bretagne-2', { locale: 'nl' })).text).toContain(
		'De vergadering is geannuleerd. Reden: Crue de la rivière'
	);
});
