import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkAction, type KeptFilter } from '#lib/model/kept-action.ts';
import { listGaps } from '#lib/server/dossier/gaps.ts';
import { readMeetingDesk } from '#lib/server/meeting/desk.ts';
import { listOwnActions, readKeptActions } from '#lib/server/report/action-keeping.ts';
import { readDesk } from '#lib/server/report/desk.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import Account from '../../src/routes/(app)/account/+page.svelte';
import Desk from '../../src/routes/(app)/desk/+page.svelte';
import ActionsPage from '../../src/routes/(app)/desk/actions/+page.svelte';
import { readFilter, writeFilter } from '../../src/routes/(app)/desk/actions/filter.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { holdMeeting, type HeldMeeting } from '../support/held-meeting.ts';
import { renderPage, type PageLocale } from '../support/pages.ts';

let base: TestDatabase;
let held: HeldMeeting;
beforeAll(async () => {
	base = await testDatabase();
	held = await holdMeeting(base.db, 'acted');
	await fileReport(base.db, held.meetingId);
	await base.db
		.updateTable('action')
		.set({ due: '2020-01-01', ownerPersonId: held.member.personId })
		.where('id', '=', held.actionId)
		.execute();
});
afterAll(() => base.close());

async function show(query: string, form: object | null = null, locale?: PageLocale) {
	const filter = readFilter(new URLSearchParams(query));
	const data = {
		...(await readKeptActions(base.db, held.secretariat, filter)),
		filter,
		saved: false
	};
	return renderPage(ActionsPage, { data, form }, { path: `/desk/actions?${query}`, locale });
}

test('an overdue line of the desk leads to the very action, whose form is open there', async () => {
	const { db } = base;
	const data = {
		...(await readDesk(db, held.secretariat)),
		gaps: await listGaps(db, held.secretariat),
		naming: [],
		meetings: await readMeetingDesk(db, held.secretariat)
	};
	const desk = await renderPage(Desk, { data }, { path: '/desk' });
	expect(desk.text).not.toContain('notes changed since');
	const title = { original: 'nl', texts: { nl: 'Rondje' } };
	const waiting = data.waiting.map((one) => ({ ...one, laterNotes: [title] }));
	const later = await renderPage(Desk, { data: { ...data, waiting } }, { path: '/desk' });
	expect(later.html).toMatch(
		/notes changed since:\s*(<!--.*?-->)*\s*<span lang="nl">Rondje<\/span>/
	);
	const link = desk.links.find(({ text }) => text === 'Write the programme')!;
	expect(link.href.replaceAll('&amp;', '&')).toBe(linkAction(held.actionId, held.slug));
	const page = await show(
		new URL(linkAction(held.actionId, held.slug), 'https://e.example').search
	);
	const [, entry = ''] = page.html.split(`id="action-${held.actionId}"`);
	expect(entry).toMatch(/<details open/);
	expect(entry).toMatch(/name="version" value="\d+"/);
	expect(page.text).toContain('Member · 1 January 2020 · open · overdue');
	const folded = await show('');
	expect(folded.html.split(`id="action-${held.actionId}"`)[1]).not.toMatch(/<details open/);
});

test('a refused form keeps what was typed and says what is wrong where it is', async () => {
	const values = {
		id: held.actionId,
		version: '1',
		state: 'dropped',
		due: '2027-05-05',
		owner: 'School',
		note: ''
	};
	const form = { values, issues: { note: 'action_reason' }, code: 'action_reason', message: 'x' };
	const page = await show(`also=${held.actionId}`, form, 'fr');
	expect(page.html).toMatch(/<option value="dropped" selected/);
	expect(page.html).toContain('value="2027-05-05"');
	expect(page.text.match(/Dites pourquoi l’action est abandonnée\./g)).toHaveLength(2);
	expect(page.html).toMatch(
		/<textarea[^>]* aria-invalid="true"[^>]* name="note"|name="note"[^>]* aria-invalid="true"/
	);
	const conflict = { ...form, issues: {}, code: 'entry_changed' };
	const stale = await show(`also=${held.actionId}`, conflict);
	expect(stale.text).toContain('Stored now: open · Member · 1 January 2020');
});

test('the list is narrowed by links, and an address without sense is the list of all unfinished', async () => {
	const page = await show('state=overdue&owner=x');
	const hrefs = page.links.map(({ href }) => href.replaceAll('&amp;', '&'));
	expect(hrefs).toContain('/desk/actions?state=done&owner=x');
	expect(hrefs).toContain('/desk/actions?state=overdue');
	expect(page.text).toContain('No action matches.');
	const filter: KeptFilter = { state: 'done', dossier: 'a', meeting: 'b&c', owner: 'd' };
	expect(readFilter(new URLSearchParams(writeFilter(filter)))).toMatchObject(filter);
	expect(readFilter(new URLSearchParams('state=nonsense'))).toMatchObject({ state: 'unfinished' });
});

test('an owner finds what they took on in their account', async () => {
	const data = {
		actor: { name: 'Member', isGuest: false },
		email: null,
		wantsDigest: null,
		sessions: [],
		own: await listOwnActions(base.db, held.member),
		also: ''
	};
	const page = await renderPage(Account, { data, form: null }, { path: '/account' });
	expect(page.html).toContain(`id="action-${held.actionId}"`);
	expect(page.text).toContain('Write the programme');
	expect(page.html).toContain('action="?/done"');
});
