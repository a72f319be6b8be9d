import { afterAll, beforeAll, expect, test } from 'vitest';
import { getDossier } from '#lib/server/dossier/dossier.ts';
import { writeFeed } from '#lib/server/report/feed.ts';
import { getTimeline } from '#lib/server/dossier/timeline.ts';
import { demoDatabase } from '../support/demo.ts';
import {
	showDossier,
	showEvent,
	showMeeting,
	showOrganisation,
	showReport,
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
	const { dated } = await getTimeline(db, null, dossier);
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
