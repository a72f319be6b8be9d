import { afterAll, beforeAll, expect, test } from 'vitest';
import { getDossier, getDossierWithTimeline } from '#lib/server/dossier/dossier.ts';
import { writeFeed } from '#lib/server/report/feed.ts';
import { addComment } from '#lib/server/report/comment.ts';
import { describeReport } from '#lib/server/report/document.ts';
import { readDraftToEdit } from '#lib/server/report/draft.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { writeJson } from '#lib/server/report/json.ts';
import { writeMarkdown } from '#lib/server/report/markdown.ts';
import { publishReport } from '#lib/server/report/publication.ts';
import { readReport } from '#lib/server/report/report.ts';
import { readTranslationToEdit, saveTranslation } from '#lib/server/report/translation.ts';
import { demoDatabase, findDemoActor } from '../support/demo.ts';
import { holdMeeting } from '../support/held-meeting.ts';
import DifferencesPage from '../../src/routes/(public)/reports/[slug]/[range=reportrange]/+page.svelte';
import {
	renderPage,
	showDossier,
	showEvent,
	showMeeting,
	showOrganisation,
	showReport,
	type PageLocale,
	type RenderedPage
} from '../support/pages.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let report: RenderedPage;
beforeAll(async () => {
	demo = await demoDatabase();
	report = await showReport(demo.db, 'bretagne-1');
});
afterAll(() => demo.close());

test('one summary serves the page, the timeline, the feed and programs', async () => {
	const { db } = demo;
	const dossier = await getDossier(db, null, 'bretagne');
	const { dated } = (await getDossierWithTimeline(db, null, dossier.slug)).timeline;
	const summary = dated.find(({ href }) => href === '/reports/bretagne-1')?.summary?.texts.en ?? '';
	expect(summary).toMatch(/^First taskforce meeting, held online\..*what they already do\.$/);
	expect(report.text).toContain(`Summary ${summary}`);
	expect(report.head).toContain(`<meta name="description" content="${summary}"`);
	expect(report.head).toContain(`"abstract":${JSON.stringify(summary)}`);
	const request = { origin: 'https://emvod.example', language: 'en', title: 'Emvod' };
	expect(await writeFeed(db, { ...request, slug: 'bretagne' })).toContain(summary);
});

test('the sectors of those who came add up to all who came', () => {
	const [, count] = /Organisations present: (\d+)/.exec(report.text) ?? [];
	const [, sectors] = /By sector: (.*?) Present /.exec(report.text) ?? [];
	const numbers = sectors?.match(/\d+/g)?.map(Number) ?? [];
	expect(numbers.length).toBeGreaterThanOrEqual(3);
	expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(Number(count));
	for (const sector of ['education', 'industry', 'government']) expect(sectors).toContain(sector);
});

test('the next meeting is linked, and actions have owner and due date', () => {
	expect(report.links).toContainEqual({
		href: '/meetings/bretagne-2',
		text: 'Second Taskforce Meeting: school-company partnership programme in Bretagne'
	});
	const actions = report.html
		.split('id="action-')
		.slice(1)
		.map((piece) => piece.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '));
	expect(actions).toHaveLength(3);
	expect(actions[0]).toMatch(/Draft the programme .* Institut de Locarn · Monday, 20 July 2020/);
	expect(actions[1]).toMatch(/Check line, .* Lycée Exemple · Thursday, 20 August 2020/);
	expect(actions[2]).toMatch(/Prepare a note .* EU STEM Coalition · Thursday, 20 August 2020/);
});

test('the actions stand at the top with owner and date, and lead to their items', () => {
	const [head = ''] = report.html.split('>Proceedings<');
	const [, list = ''] = head.split('>Actions<');
	const words = list.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
	expect(words).toMatch(/Draft the programme .* Institut de Locarn · Monday, 20 July 2020/);
	const links = [...list.matchAll(/href="#(action-[^"]+)"/g)].map(([, id]) => id);
	expect(links).toHaveLength(3);
	for (const id of links) expect(report.html).toContain(`id="${id}"`);
	expect(report.text).toContain('PDF · DOCX · MD · JSON');
});

test('report and meeting lead to each other', async () => {
	const meeting = await showMeeting(demo.db, 'bretagne-1');
	expect(meeting.links).toContainEqual({
		href: '/reports/bretagne-1',
		text: 'Report of this meeting'
	});
	expect(report.links).toContainEqual({
		href: '/meetings/bretagne-1',
		text: 'Meeting 1 of the dossier'
	});
});

test('every public page has one h1, which no heading repeats, and skips no level', async () => {
	const { db } = demo;
	for (const { headings } of [
		report,
		await showDossier(db, 'bretagne'),
		await showMeeting(db, 'bretagne-1'),
		await showMeeting(db, 'bretagne-2'),
		await showEvent(db, 'vet-conference-2022'),
		await showOrganisation(db, 'jntn')
	]) {
		const [title, ...others] = headings;
		expect(title?.level).toBe(1);
		expect(others.map(({ level }) => level)).not.toContain(1);
		expect(others.map(({ text }) => text)).not.toContain(title?.text);
		expect(headings.filter(({ text }) => !/\w/.test(text))).toEqual([]);
		headings.reduce((before, after) => {
			expect(after.level, after.text).toBeLessThanOrEqual(before.level + 1);
			return after;
		});
	}
});

test('the words of the funder stand on the page and in every format, in the language of each', async () => {
	const { db } = demo;
	const view = await readReport(db, null, 'bretagne-1');
	const english = view.content.disclaimer?.texts.en ?? '';
	expect(english).toContain('European Commission');
	expect(report.text).toContain(english);
	expect(writeJson(view).disclaimer).toBe(english);
	const compared = {
		...{ from: 1, to: 2, changes: [], reasons: [], slug: 'bretagne-1' },
		...{ title: view.content.title, language: { tag: 'en' } },
		disclaimer: view.content.disclaimer ?? null
	};
	const differences = await renderPage(DifferencesPage, { data: compared }, { path: '/' });
	expect(differences.text).toContain(english);
	const imprint = {
		slug: 'bretagne-1',
		version: 3,
		state: 'published',
		at: view.at,
		address: 'https://emvod.example/reports/bretagne-1/v3',
		origin: 'https://emvod.example'
	};
	for (const language of ['en', 'fr', 'nl', 'es', 'da']) {
		const said = view.content.disclaimer?.texts[language] ?? '';
		expect(said).not.toBe('');
		const content = { ...view.content, language };
		const last = describeReport(content, imprint).at(-1);
		expect(last).toMatchObject({ kind: 'text', text: said, lang: language });
	}
});

test('a report is called by the word of its language, on the page and in print', async () => {
	const { content, at } = await readReport(demo.db, null, 'bretagne-1');
	const words = { en: 'Report', fr: 'Compte rendu', nl: 'Verslag', es: 'Acta', da: 'Referat' };
	for (const [locale, word] of Object.entries(words) as Array<[PageLocale, string]>) {
		const page = await showReport(demo.db, 'bretagne-1', { locale });
		expect(page.head).toContain(`<title>${word}`);
		const imprint = { slug: 'x', version: 1, state: 'published', at, address: '', origin: '' };
		const text = writeMarkdown(describeReport({ ...content, language: locale }, imprint));
		expect(text).toContain(`**${word}`);
	}
});

test('date, meeting and who wrote it stand at the head of a report', async () => {
	const [head = ''] = report.text.split('Summary');
	for (const words of ['Friday, 12 June 2020', 'Meeting 1 of the dossier', 'Written by'])
		expect(head).toContain(words);
	expect(report.head).toMatch(/"author":\{"@type":"Organization"/);
});

test('a provisional report says so, and takes comments of those who attended only', async () => {
	const { db } = demo;
	const held = await holdMeeting(db, 'provisional-page');
	await fileReport(db, held.meetingId);
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	const fields = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion'
	};
	const input = { draftSeq, fields, state: 'provisional' as const, origin: 'https://x.example' };
	await publishReport(db, held.secretariat, held.slug, input);
	const visitor = await showReport(db, held.slug);
	expect(visitor.text).toContain('provisional');
	expect(visitor.text).toContain('No conclusion noted');
	expect(visitor.html).not.toContain('?/comment');
	const text = '<b>Wrong</b> & "odd"';
	await addComment(db, held.member, held.slug, { itemId: '', text });
	const member = await showReport(db, held.slug, { actor: held.member });
	expect(member.html).toContain('action="?/comment"');
	expect(member.html).toContain('&lt;b>Wrong&lt;/b>');
	expect((await showReport(db, held.slug)).html).not.toContain('Wrong');
	expect(member.headings.filter(({ level }) => level === 1)).toHaveLength(1);
});

test('a translation says of which version and language it is, and each leads to the other', async () => {
	const { db } = demo;
	const secretariat = await findDemoActor(db, 'secretariat');
	const { version, seq, entries } = await readTranslationToEdit(
		db,
		secretariat,
		'bretagne-1',
		'nl'
	);
	const fields = Object.fromEntries(entries.map(({ key, text }) => [key, `NL ${text}`]));
	await saveTranslation(db, secretariat, 'bretagne-1', 'nl', { version, seq, fields });
	const original = await showReport(db, 'bretagne-1');
	expect(original.text).toContain('Read in another language: Dutch (Version 3, translated)');
	expect(original.head).toContain(
		'hreflang="nl" href="https://emvod.example/reports/bretagne-1?language=nl"'
	);
	expect(original.head).toContain(
		'rel="canonical" href="https://emvod.example/reports/bretagne-1"'
	);
	const dutch = await showReport(db, 'bretagne-1', { language: 'nl', locale: 'en' });
	expect(dutch.text).toContain(
		'Original: English. This is the translation into Dutch, of version 3.'
	);
	expect(dutch.html).toMatch(/<h1 lang="nl"[^>]*>NL /);
	expect(dutch.head).toContain(
		'rel="canonical" href="https://emvod.example/reports/bretagne-1?language=nl"'
	);
	expect(dutch.links).toContainEqual({
		href: '/reports/bretagne-1',
		text: 'Read the original (English)'
	});
	const said = 'Dit verslag is in het Nederlands te lezen';
	const reader = await showReport(db, 'bretagne-1', { locale: 'nl' });
	expect(reader.links).toContainEqual({ href: '/nl/reports/bretagne-1?language=nl', text: said });
	expect(reader.html.indexOf(said)).toBeLessThan(reader.html.indexOf('<h2'));
	const read = await showReport(db, 'bretagne-1', { language: 'nl', locale: 'nl' });
	expect(read.text).not.toContain(said);
	expect(original.text).not.toContain('This report can be read in');
});
