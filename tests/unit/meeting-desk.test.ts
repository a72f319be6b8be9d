import type { Component } from 'svelte';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { getDossier, getDossierWithTimeline } from '#lib/server/dossier/dossier.ts';
import { listGaps } from '#lib/server/dossier/gaps.ts';
import { search } from '#lib/server/library/search.ts';
import { readMeetingDesk } from '#lib/server/meeting/desk.ts';
import { readFactsForm } from '#lib/server/meeting/facts.ts';
import { readInvitees } from '#lib/server/meeting/invitee.ts';
import { keepLetter, readLetter, readSent } from '#lib/server/meeting/letter.ts';
import { publishNotice } from '#lib/server/meeting/notice.ts';
import { getProgramme } from '#lib/server/meeting/programme.ts';
import { createMeeting, readOwnMeetings } from '#lib/server/meeting/new-meeting.ts';
import { moveMeeting, takeStep } from '#lib/server/meeting/status.ts';
import { writeFeed } from '#lib/server/report/feed.ts';
import AnswerPage from '../../src/routes/(public)/answer/[token]/+page.svelte';
import DeskMeetings from '../../src/routes/(app)/desk/DeskMeetings.svelte';
import MeetingsPage from '../../src/routes/(app)/desk/meetings/+page.svelte';
import FactsPage from '../../src/routes/(app)/desk/meetings/[slug]/+page.svelte';
import InvitedPage from '../../src/routes/(app)/desk/meetings/[slug]/invited/+page.svelte';
import LettersPage from '../../src/routes/(app)/desk/meetings/[slug]/letters/+page.svelte';
import AgendaNow from '../../src/routes/(app)/meetings/[slug]/room/AgendaNow.svelte';
import { formatDays } from '#lib/model/calendar-date.ts';
import { writeDossier } from '#lib/model/dossier-json.ts';
import { LOCALES, original, show } from '#lib/model/localised.ts';
import { writeFound } from '#lib/model/search-json.ts';
import type { NewMeeting } from '#lib/model/meeting-facts.ts';
import { demoDatabase, findDemoActor } from '../support/demo.ts';
import { renderPage, showDossier, showMeeting, showSearch } from '../support/pages.ts';

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
		'<option value="Europe/Paris" selected',
		// As the content of its field: a form that is sent without a script would empty it.
		'>Take the next steps towards a coordinating programme; explore operation, finance and a pilot.</textarea>'
	])
		expect(page.html).toContain(value);
	const { incomplete, conflicts } = await listGaps(demo.db, secretariat);
	const anchors = [...incomplete, ...conflicts]
		.map(({ href }) => /^\/desk\/meetings\/[^#/]+#(.+)$/.exec(href)?.[1])
		.filter((anchor) => anchor !== undefined);
	expect([...new Set(anchors)].sort()).toEqual(['city', 'mode', 'registration', 'settled']);
	// What was settled stands in the form of a meeting that has a note only.
	const everywhere = anchors.filter((anchor) => anchor !== 'settled');
	for (const anchor of [...everywhere, 'registration', 'date', 'host', 'status'])
		expect(page.html).toContain(`id="${anchor}"`);
	expect(page.headings.filter(({ level }) => level === 1)).toHaveLength(1);
	// Without a script the form sends what stands in it: an empty field would erase the words.
	const objective = show((await readForm()).facts.objective, 'en')!.text;
	expect(page.html.replaceAll('\n', '')).toContain(`>${objective}</textarea>`);
});

test('the form says who will read a reason, as visitors then read it or not', async () => {
	const publicly = 'Whoever can read the meeting’s page reads it.';
	const inside = /Only the members of the dossier read it/;
	const reason = original('en', 'Nobody has time');
	const dossierId = (await getDossier(demo.db, secretariat, 'bretagne')).id;
	const wanted = { dossierId, title: 'Who reads the reason', kind: 'visit', date: '2031-01-01' };
	const slug = await createMeeting(demo.db, secretariat, wanted as NewMeeting, 'en');
	const take = async (step: 'announce' | 'cancel' | 'revive') =>
		takeStep(demo.db, secretariat, slug, {
			version: (await readForm(slug)).facts.version,
			reason,
			step
		});
	const planned = await showForm(null, slug);
	expect(planned.text).toMatch(inside);
	expect(planned.text).not.toContain('Reason for moving');
	await take('cancel');
	const silent = await showForm(null, slug);
	expect(silent.text).toMatch(inside);
	expect(silent.text).not.toContain(publicly);
	await take('revive');
	await take('announce');
	const announced = await showForm(null, slug);
	expect(announced.text).toContain(`${publicly} A cancellation needs one.`);
	expect(announced.text).toContain(`Needed. ${publicly}`);
	expect(announced.text).not.toMatch(inside);
	await take('cancel');
	const cancelled = await showForm(null, slug);
	expect(cancelled.text).toContain(publicly);
	expect(cancelled.text).not.toContain('A cancellation needs one');
	const { statusHistory } = await getProgramme(demo.db, null, slug);
	expect(
		statusHistory.map(({ status, reason }) => [status, show(reason ?? null, 'en')?.text])
	).toEqual([
		['scheduled', 'Nobody has time'],
		['cancelled', 'Nobody has time']
	]);
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
		unreachable: null,
		saved: false
	};
	for (const locale of LOCALES) {
		const wanted = { kind: 'invitation', language: locale } as const;
		const letter = await readLetter(demo.db, secretariat, 'bretagne-2', {
			...wanted,
			origin: 'https://emvod.example'
		});
		const sent = await readSent(demo.db, secretariat, 'bretagne-2');
		const meeting = (await readForm()).facts;
		const pages: Array<[Component, object]> = [
			[MeetingsPage as Component, { data: list, form }],
			[InvitedPage as Component, { data: invited, form }],
			[
				LettersPage as Component,
				{ data: { meeting, ...wanted, letter, sent, saved: false }, form }
			],
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

test('only those with an address are counted by the button, and the others lead to where one is entered', async () => {
	const data = {
		...(await readInvitees(demo.db, secretariat, 'bretagne-2')),
		sent: null,
		unreachable: null,
		saved: false
	};
	const [first, ...rest] = data.invitees;
	const fresh = { invitedAt: null, answer: null };
	const show = async (email: string | null) => {
		const invitees = [
			{ ...first!, ...fresh, email },
			...rest.map((one) => ({ ...one, answer: 'accepted' as const }))
		];
		return renderPage(
			InvitedPage as Component,
			{
				data: { ...data, meeting: { ...data.meeting, status: 'scheduled' }, invitees },
				form: null
			},
			{ path }
		);
	};
	const field = `email-${first!.slug}`;
	const without = await show(null);
	expect(without.text).not.toContain('Write to those not written to yet');
	expect(without.text).toContain('Without an address nobody can write to:');
	expect(without.links.map(({ href }) => href)).toContain(`#${field}`);
	expect(without.html).toMatch(new RegExp(`<input[^>]*id="${field}"`));
	const reached = await show('office@emvod.example');
	expect(reached.text).toContain('Write to those not written to yet (1)');
	expect(reached.text).not.toContain('Without an address nobody');
});

test('of two who write one letter the second reads what the first saved, and keeps the own text', async () => {
	const { db } = demo;
	const key = { kind: 'invitation', language: 'en' } as const;
	const theirs = { subject: 'Theirs', body: 'Their words' };
	await keepLetter(db, secretariat, 'bretagne-2', { ...key, version: '' }, theirs);
	const letter = await readLetter(db, secretariat, 'bretagne-2', {
		...key,
		origin: 'https://emvod.example'
	});
	const sent = {
		notice: null,
		letters: [
			{
				language: 'fr',
				subject: 'Venez',
				body: 'Bonjour <b>à tous</b>',
				mails: [
					{
						organisation: { name: 'Medef', label: null },
						email: 'medef@emvod.example',
						kind: 'invitation',
						at: '2026-11-26T10:05:00Z',
						by: 'Ana Example'
					}
				]
			}
		]
	};
	const values = { ...key, subject: 'Mine', body: 'My words', version: '' };
	const form = { code: 'letter_changed', message: '', details: {}, issues: {}, values };
	const data = { meeting: (await readForm()).facts, ...key, letter, sent, saved: false };
	const page = await renderPage(LettersPage as Component, { data, form }, { path });
	expect(page.text).toContain('Somebody else saved this letter after you opened it.');
	expect(page.text).toContain('Theirs Their words');
	expect(page.html).toContain('value="Mine"');
	expect(page.html).toMatch(/<textarea[^>]*>My words<\/textarea>/);
	// The next save is a decision, made knowing theirs.
	expect(page.html).toContain(`name="version" value="${letter.version}"`);
	expect(page.text).toContain('Save mine over theirs');
	expect(page.text).toMatch(
		/What was sent .*French: Venez \(1\) Bonjour .*Medef \(medef@emvod.example\) · Invitation · 26 Nov 2026, 10:05 UTC · Ana Example/
	);
	expect(page.html).not.toContain('<b>à tous');
	await keepLetter(db, secretariat, 'bretagne-2', { ...key, version: letter.version }, null);
});

test('an invitation to what is only planned is one click away from being announced', async () => {
	const { db } = demo;
	const set = (status: string) =>
		db.updateTable('meeting').set({ status }).where('slug', '=', 'bretagne-2').execute();
	await set('planned');
	const show = async () =>
		renderPage(
			InvitedPage as Component,
			{
				data: {
					...(await readInvitees(db, secretariat, 'bretagne-2')),
					sent: null,
					unreachable: null
				},
				form: null
			},
			{ path }
		);
	const page = await show();
	expect(page.text).toContain('Announce it, then invitations can be sent. Announce the meeting');
	expect(page.html).toMatch(/action="\?\/announce"/);
	expect(page.html).not.toMatch(/action="\?\/mail"/);
	await set('scheduled');
	expect((await show()).html).toMatch(/action="\?\/mail"/);
});

test('beside what would make a planned meeting public stands that it does, at the desk and in the room', async () => {
	const { db } = demo;
	const { dossierId } = (await readFactsForm(db, secretariat, 'bretagne-2')).facts;
	const add = (title: string, date: string) =>
		createMeeting(
			db,
			secretariat,
			{ dossierId, title, date, kind: 'taskforce-meeting' } as NewMeeting,
			'en'
		);
	const begun = await add('Begun unannounced', '2020-07-01');
	const told = 'Announce and note that it was held';
	const hint = 'A meeting that was held counts as announced';
	expect((await showForm(null, begun)).text).toContain(told);
	expect((await showForm(null, begun)).text).toContain(hint);
	const later = await add('To come', '2099-07-01');
	const toCome = await showForm(null, later);
	expect(toCome.text).not.toContain('note that it was held');
	expect(toCome.text).not.toContain(hint);
	await takeStep(db, secretariat, begun, { version: 1, reason: null, step: 'announce' });
	const announced = await showForm(null, begun);
	expect(announced.text).toContain('Note that it was held');
	expect(announced.text).not.toContain(told);
	const room = async (status: string, canChair: boolean) => {
		const meeting = { me: { canChair }, state: { status } };
		return (await renderPage(AgendaNow as Component, { meeting }, { path })).text;
	};
	const sentence = 'With its first item it counts as announced';
	expect(await room('planned', true)).toContain(sentence);
	expect(await room('planned', false)).not.toContain(sentence);
	expect(await room('scheduled', true)).not.toContain(sentence);
	await db.deleteFrom('meeting').where('slug', 'in', [begun, later]).execute();
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
	// The pronoun goes with the organisation, whatever the gender of its name.
	const french = await renderPage(
		AnswerPage as Component,
		{ data, form: { values: { note: 'À deux', name: '' }, issues: { name: 'x' } } },
		{ path: '/fr/answer/x', locale: 'fr' }
	);
	expect(french.text).toContain('Votre organisation, Rectorat, participera-t-elle ?');
	// Without a script too, what was typed and refused is there again.
	expect(french.html).toContain('>À deux</textarea>');
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
	const timeline = (await getDossierWithTimeline(db, null, 'bretagne')).timeline;
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

test('a notice of a meeting that moved or was cancelled says so on the timeline, in search, in data and in feeds', async () => {
	const { db } = demo;
	const { dossierId } = (await readForm()).facts;
	const wanted = { dossierId, title: 'Third meeting', date: '2030-08-27', kind: 'presentation' };
	const slug = await createMeeting(db, secretariat, wanted as NewMeeting, 'en');
	await takeStep(db, secretariat, slug, { version: 1, reason: null, step: 'announce' });
	const { id: hostId } = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
	await db.updateTable('meeting').set({ hostId }).where('slug', '=', slug).execute();
	const key = { language: 'en', version: '' };
	await publishNotice(db, secretariat, slug, key, {
		subject: 'Third meeting scheduled',
		body: 'On 27 August 2030 at Fréhel.'
	});
	const words = async (locale: 'en' | 'fr' = 'en') => {
		const page = await showDossier(db, 'bretagne', { locale });
		const dossier = await getDossier(db, null, 'bretagne');
		const json = JSON.stringify(
			writeDossier(dossier, (await getDossierWithTimeline(db, null, dossier.slug)).timeline, locale)
		);
		const request = { origin: 'https://emvod.example', language: locale, title: 'All' };
		return [page.text, await writeFeed(db, { ...request, slug: 'bretagne' }), json] as const;
	};
	const findText = async (locale: 'en' | 'fr' = 'en') =>
		(await showSearch(db, 'third scheduled', { locale })).text;
	const findData = async () => {
		const { results } = writeFound(await search(db, null, 'third scheduled'), 'en') as {
			results: Array<Record<string, unknown>>;
		};
		return results.find(({ kind }) => kind === 'publication');
	};
	expect(await findText()).toContain('On 27 August 2030 at Fréhel.');
	expect(await findText()).not.toContain('has since');
	expect(await findData()).toMatchObject({ href: `/meetings/${slug}`, change: null });
	for (const text of await words()) {
		expect(text).toContain('On 27 August 2030 at Fréhel.');
		expect(text).not.toMatch(/has since[^.]*\. On 27 August 2030/);
		expect(text).not.toMatch(/"title":"Third meeting scheduled"[^{}]*"change":\{/);
	}
	const version = 2;
	const reason = { original: 'en', texts: { en: 'Floods' } };
	await moveMeeting(db, secretariat, slug, { version, reason, date: '2031-09-01' });
	const [page, feed, json] = await words();
	const told = `The meeting has since moved to ${formatDays(['2031-09-01'], 'en')}.`;
	expect(page).toContain(`Third meeting scheduled ${told} On 27 August 2030`);
	expect(feed).toContain(`${told} On 27 August 2030`);
	expect(json).toMatch(/"title":"Third meeting scheduled"[^{}]*"change":\{"to":\["2031-09-01"\]\}/);
	expect(await findText()).toContain(`${told} On 27 August 2030`);
	expect(await findData()).toMatchObject({ change: { to: ['2031-09-01'] } });
	expect(await findText('fr')).toContain('La réunion a depuis été reportée.');
	expect((await words('fr'))[0]).toContain(
		'La réunion a depuis été reportée. Nouvelle date : lundi 1 septembre 2031.'
	);
	const letters = { ...key, kind: 'notice' as const, origin: 'https://emvod.example' };
	const data = {
		meeting: (await readForm(slug)).facts,
		...letters,
		letter: await readLetter(db, secretariat, slug, letters),
		sent: await readSent(db, secretariat, slug),
		saved: false
	};
	const desk = await renderPage(LettersPage as Component, { data, form: null }, { path });
	expect(desk.text).toMatch(/On the timeline since .+ in English\./);
	expect(desk.text).toContain('names former dates or hours, or a former place (English).');
	await takeStep(db, secretariat, slug, { version: version + 1, reason, step: 'cancel' });
	const [cancelled, cancelledFeed] = await words();
	for (const text of [cancelled, cancelledFeed])
		expect(text).toContain('The meeting has since been cancelled. On 27 August 2030');
	expect(await findText()).toContain('The meeting has since been cancelled. On 27 August 2030');
	expect(await findData()).toMatchObject({ change: { to: null } });
	await takeStep(db, secretariat, slug, { version: version + 2, reason, step: 'revive' });
	await moveMeeting(db, secretariat, slug, {
		version: version + 3,
		reason,
		date: '2030-08-27'
	});
	expect((await words())[0]).not.toContain('has since');
	expect(await findText()).not.toContain('has since');
});
