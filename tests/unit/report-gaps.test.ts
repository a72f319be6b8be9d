import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Component } from 'svelte';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GAPS, gapAnchor, type Gap } from '#lib/model/report-gaps.ts';
import { readFactsForm } from '#lib/server/meeting/facts.ts';
import { addAnnex } from '#lib/server/report/annex.ts';
import { findReportToKeep } from '#lib/server/report/beginning.ts';
import { previewEdit, readDraftToEdit } from '#lib/server/report/draft.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { publishReport } from '#lib/server/report/publication.ts';
import { takeSuggestion } from '#lib/server/report/suggestion.ts';
import FactsPage from '../../src/routes/(app)/desk/meetings/[slug]/+page.svelte';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { holdMeeting, type HeldMeeting } from '../support/held-meeting.ts';
import { renderPage } from '../support/pages.ts';
import { listIds, showReportDesk } from '../support/report-desk.ts';

const data = mkdtempSync(join(tmpdir(), 'emvod-gaps-'));
process.env.EMVOD_DATA = data;
process.env.DATABASE_URL ??= 'postgres://nowhere/none';
const DOT =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let base: TestDatabase;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(async () => {
	await base.close();
	rmSync(data, { recursive: true, force: true });
});

/** A draft that may be published with `answers`. */
async function write(code: string) {
	const held = await holdMeeting(base.db, `gap-${code}`);
	await fileReport(base.db, held.meetingId);
	const answers = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion'
	};
	return { held, answers };
}
async function publish({ slug, secretariat }: HeldMeeting, fields: Record<string, string>) {
	const { draftSeq } = await readDraftToEdit(base.db, secretariat, slug);
	const input = { draftSeq, fields, state: 'published' as const, origin: 'https://emvod.example' };
	return publishReport(base.db, secretariat, slug, input);
}
const change = (held: HeldMeeting, values: object) =>
	base.db.updateTable('meeting').set(values).where('id', '=', held.meetingId).execute();

/** Takes one thing away: from the meeting, or by the fields of the form. */
const WITHOUT: Record<
	Gap['code'],
	(held: HeldMeeting) => Promise<Record<string, string> | void> | Record<string, string>
> = {
	title: () => ({ title: ' ' }),
	author: () => ({ author: '' }),
	date: async ({ meetingId }) => {
		await base.db.deleteFrom('meetingDay').where('meetingId', '=', meetingId).execute();
	},
	host: async (held) => {
		await change(held, { hostId: null });
	},
	mode: async (held) => {
		await change(held, { mode: null });
	},
	place: async (held) => {
		await change(held, { place: null, city: null });
	},
	status: async (held) => {
		await change(held, { status: 'open' });
	},
	'action-owner': ({ actionId }) => ({ [`owner-${actionId}`]: '' }),
	outcome: ({ items }) => ({ [`outcome-${items.empty}`]: 'held' }),
	answer: ({ items }) => ({ [`new-question-${items.talk}`]: 'Who pays?' }),
	'annex-text': async ({ secretariat, slug }) => {
		const { draftSeq } = await readDraftToEdit(base.db, secretariat, slug);
		const file = new Uint8Array(Buffer.from(DOT, 'base64'));
		const input = { draftSeq, fields: {}, file, name: 'dot.png', title: 'A picture' };
		await addAnnex(base.db, secretariat, slug, input);
	},
	'restricted-words': async ({ secretariat, slug, items, decisionId }) => {
		const { content } = await readDraftToEdit(base.db, secretariat, slug);
		return {
			...takeSuggestion(content, { take: 'part-text-1-1' }),
			[`visibility-${items.talk}-${decisionId}`]: 'members'
		};
	}
};
/** What the meeting tells, by the place of its form that mends it. */
const AT_MEETING: Partial<Record<Gap['code'], string>> = {
	date: 'date',
	host: 'host',
	mode: 'mode',
	place: 'city',
	status: 'status'
};

describe.each(GAPS)('without %s', (code) => {
	test('nothing is published, and a link leads to where it is mended', async () => {
		const { held, answers } = await write(code);
		const { secretariat, slug } = held;
		const fields = { ...answers, ...(await WITHOUT[code](held)) };
		await expect(publish(held, fields)).rejects.toMatchObject({
			code: 'report_gaps',
			details: { gaps: 1, missing: code }
		});
		const { values, gaps, mine } = await previewEdit(base.db, secretariat, slug, fields);
		const form = { code: 'report_gaps', message: 'x', values, changed: null, gaps };
		const page = await showReportDesk(base.db, secretariat, slug, { form, change: () => mine });
		const [anchor] = gaps.map(gapAnchor);
		expect(page.links.map(({ href }) => href)).toContain(anchor);
		expect(listIds(page.html)).toContain(anchor!.slice(1));
		const place = AT_MEETING[code];
		if (!place) return;
		expect(page.links.map(({ href }) => href)).toContain(`/desk/meetings/${slug}#${place}`);
		const meeting = {
			...(await readFactsForm(base.db, secretariat, slug)),
			kept: await findReportToKeep(base.db, secretariat, slug),
			saved: false
		};
		const path = `/desk/meetings/${slug}`;
		const desk = await renderPage(FactsPage as Component, { data: meeting, form: null }, { path });
		expect(listIds(desk.html)).toContain(place);
	});
});

test('with all of it the report is published', async () => {
	const { held, answers } = await write('none');
	await expect(publish(held, answers)).resolves.toMatchObject({ version: 1 });
});

test('an action carried over without owner leads to its owner, too', async () => {
	const { held, answers } = await write('first');
	await publish(held, answers);
	await base.db
		.updateTable('action')
		.set({ ownerOrganisationId: null })
		.where('id', '=', held.actionId)
		.execute();
	const next = await holdMeeting(base.db, 'gap-next', { dossierId: held.dossierId, ordinal: 2 });
	await fileReport(base.db, next.meetingId);
	const page = await showReportDesk(base.db, next.secretariat, next.slug);
	const anchor = `#owner-${held.actionId}`;
	expect(page.links.map(({ href }) => href)).toContain(anchor);
	expect(listIds(page.html)).toContain(anchor.slice(1));
});
