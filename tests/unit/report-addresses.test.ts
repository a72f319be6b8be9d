import { isHttpError, isRedirect } from '@sveltejs/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { readDraftToEdit } from '#lib/server/report/draft.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { publishReport } from '#lib/server/report/publication.ts';
import { readReport } from '#lib/server/report/report.ts';
import type * as givenOut from '../../src/routes/(public)/reports/given-out.ts';
import type * as reading from '../../src/routes/(public)/reports/reading.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { holdMeeting, type HeldMeeting } from '../support/held-meeting.ts';
import { publishHeld } from '../support/publish-held.ts';
import { showReportDesk } from '../support/report-desk.ts';

let base: TestDatabase;
let held: HeldMeeting;
let answerFile: typeof givenOut.answerFile;
let loadReport: typeof reading.loadReport;
let close: () => Promise<void>;

beforeAll(async () => {
	base = await testDatabase();
	process.env.DATABASE_URL = base.url;
	({ answerFile } = await import('../../src/routes/(public)/reports/given-out.ts'));
	({ loadReport } = await import('../../src/routes/(public)/reports/reading.ts'));
	const { getDb } = await import('#lib/server/platform/db.ts');
	close = () => getDb().destroy();
	held = await holdMeeting(base.db, 'addressed');
	await fileReport(base.db, held.meetingId);
	const { draftSeq } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	await publishReport(base.db, held.secretariat, held.slug, {
		draftSeq,
		fields: {
			[`owner-${held.actionId}`]: held.organisations.school,
			[`outcome-${held.items.empty}`]: 'no-conclusion',
			[`visibility-${held.items.talk}-b2`]: 'restricted'
		},
		state: 'published',
		origin: 'https://emvod.example'
	});
});
afterAll(async () => {
	await close();
	await base.close();
});

const at = (path: string) => new URL(path, 'https://emvod.example');
const ask = (format: string, n?: number, actor: Actor | null = null) => {
	const url = at(`/reports/${held.slug}${n ? `/v${n}` : ''}.${format}`);
	return answerFile({ locals: { actor }, url } as never, held.slug, format, n);
};
const statusOf = (work: Promise<unknown>) =>
	work.then(
		() => 200,
		(fault: unknown) =>
			isHttpError(fault) || isRedirect(fault) ? fault.status : (fault as Error).message
	);

test('a file says what it is, under a name of the address and the version', async () => {
	for (const [format, type, place] of [
		['pdf', 'application/pdf', 'inline'],
		['docx', 'application/vnd.openxmlformats', 'attachment'],
		['md', 'text/markdown', 'inline']
	] as const) {
		const { headers } = await ask(format);
		expect(headers.get('content-type')).toContain(type);
		expect(headers.get('content-disposition')).toBe(`${place}; filename="addressed-v1.${format}"`);
	}
	const json = (await (await ask('json')).json()) as { id: string; state: string };
	expect(json.state).toBe('published');
	expect(JSON.stringify(json)).not.toContain('Internal remark');
	expect(await (await ask('json', 1, held.secretariat)).text()).toContain('Internal remark');
});

test('what was renamed leads on, what never was is missing', async () => {
	await base.db
		.insertInto('formerSlug')
		.values({
			kind: 'report',
			slug: 'before-it',
			targetId: (await readReport(base.db, null, held.slug)).id
		})
		.execute();
	const moved = await loadReport(null, 'before-it', at('/fr/reports/before-it')).catch(
		(fault: unknown) => fault
	);
	expect(moved).toMatchObject({
		status: 301,
		location: expect.stringContaining('/reports/addressed')
	});
	expect(await statusOf(loadReport(null, 'nothing', at('/reports/nothing')))).toBe(404);
	expect(await statusOf(ask('pdf', 7))).toBe(404);
});

/** Sends the form of the desk, which leads on; gives the page that it leads to. */
async function withdrawHere(reason: string): Promise<string> {
	const { actions, load } =
		await import('../../src/routes/(app)/desk/reports/[slug]/+page.server.ts');
	const body = new FormData();
	body.set('reason', reason);
	const event = { locals: { actor: held.secretariat }, params: { slug: held.slug } };
	const request = new Request(at('/'), { method: 'POST', body });
	const sent = Promise.resolve(actions.withdraw!({ ...event, request } as never));
	const to = await sent.catch((fault: unknown) => (isRedirect(fault) ? fault.location : ''));
	const data = (await load({ ...event, url: at(String(to)) } as never)) as {
		saved: boolean;
		isTakenBack: boolean;
	};
	const { slug, secretariat } = held;
	return (await showReportDesk(base.db, secretariat, slug, data)).text;
}

test('who withdraws a report is told that it was done', async () => {
	const other = held;
	held = await holdMeeting(base.db, 'taken-back');
	await fileReport(base.db, held.meetingId);
	await publishHeld(base.db, held);
	expect(await withdrawHere('Wrong')).toContain('The report is withdrawn. Its address stays');
	expect((await showReportDesk(base.db, held.secretariat, held.slug)).text).not.toContain(
		'Its address stays'
	);
	held = other;
});

test('after a withdrawal every address is gone, with the same id, the date and the reason', async () => {
	const { id } = await readReport(base.db, null, held.slug);
	await withdrawHere('Wrong meeting');
	for (const n of [undefined, 1]) {
		const json = await ask('json', n);
		expect(json.status).toBe(410);
		const body = (await json.json()) as Record<string, string>;
		expect(body).toMatchObject({ id, state: 'withdrawn', reason: 'Wrong meeting' });
		expect(Date.parse(body.withdrawnAt!)).toBeGreaterThan(0);
		expect(JSON.stringify(body)).not.toContain('network');
		for (const format of ['pdf', 'docx', 'md']) expect(await statusOf(ask(format, n))).toBe(410);
		const url = at(`/reports/${held.slug}`);
		expect(await statusOf(loadReport(held.secretariat, held.slug, url, n))).toBe(410);
	}
});

test('a tombstone says what it was of, and leads to the meeting and dossier of whoever may read them', async () => {
	const { db } = base;
	const tell = (actor: Actor | null) =>
		loadReport(actor, held.slug, at(`/reports/${held.slug}`)).then(
			() => null,
			(fault: unknown) => (isHttpError(fault) && fault.body.of) || null
		);
	const title = { text: 'A held meeting', lang: 'en' };
	const dossier = { slug: `dossier-${held.slug}`, title: { text: 'Dossier', lang: 'en' } };
	const date = 'Thursday, 27 August 2026';
	expect(await tell(null)).toEqual({ title, date, meeting: held.slug, dossier });
	const body = (await (await ask('json')).json()) as object;
	expect(body).toMatchObject({
		title: 'A held meeting',
		date: '2026-08-27',
		meeting: `https://emvod.example/meetings/${held.slug}`,
		dossier: `https://emvod.example/dossiers/dossier-${held.slug}`
	});
	await db
		.updateTable('dossier')
		.set({ visibility: 'members' })
		.where('id', '=', held.dossierId)
		.execute();
	await db
		.insertInto('seat')
		.values({ meetingId: held.meetingId, personId: held.outsider.personId, kind: 'person' })
		.execute();
	// Who sat in the meeting knows of it, and of no dossier that is for others.
	expect(await tell(held.outsider)).toEqual({ title, date, meeting: held.slug, dossier: null });
	expect(await tell(held.member)).toMatchObject({ dossier });
	expect(await tell(null)).toBeNull();
});
