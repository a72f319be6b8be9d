import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting } from '../../../../tests/support/held-meeting.ts';
import { buildContent } from './build.ts';
import { recountSummary, suggestSummary } from './suggestion.ts';
import { up } from '../../../../migrations/20261128T0330_counted_summary.ts';
import { readDraftToEdit, saveDraft } from './draft.ts';
import { fileReport } from './filing.ts';

let base: TestDatabase;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());

test('one organisation is counted as one, two as two, in every language', async () => {
	const { meetingId } = await holdMeeting(base.db, 'counted');
	const content = await buildContent(base.db, meetingId);
	const say = (language: string, organisations: number) =>
		suggestSummary({ ...content, language, attendance: { ...content.attendance, organisations } });
	for (const [language, one, two] of [
		['en', 'with one organisation present', 'with 2 organisations present'],
		['fr', 'd’une organisation', 'de 2 organisations'],
		['nl', 'met één organisatie', 'met 2 organisaties'],
		['es', 'con una organización presente', 'con 2 organizaciones presentes'],
		['da', 'med én organisation til stede', 'med 2 organisationer til stede']
	] as const) {
		expect(say(language, 1)).toContain(`${one}.`);
		expect(say(language, 2)).toContain(`${two}.`);
	}
});

test('a summary that nobody wrote is known by what was counted last, whatever the words are by now', async () => {
	const { meetingId } = await holdMeeting(base.db, 'worded');
	const content = await buildContent(base.db, meetingId);
	const more = { ...content.attendance, organisations: 7 };
	const filed = { ...content, summary: 'In words of before.', counted: 'In words of before.' };
	const followed = recountSummary(filed, { ...filed, attendance: more });
	expect(followed.summary).toContain('with 7 organisations present.');
	expect(followed.counted).toBe(followed.summary);
	const written = { ...filed, summary: 'In words of her own.' };
	expect(recountSummary(written, { ...written, attendance: more }).summary).toBe(written.summary);
	// What is only looked at does not change.
	expect(recountSummary(content, content)).toBe(content);
});

test('a draft that counted one organisation in the words of before follows again; a written one does not', async () => {
	const { db } = base;
	const follow = async (slug: string, change: (summary: string) => string) => {
		const held = await holdMeeting(db, slug);
		await fileReport(db, held.meetingId);
		const { draft, id } = await db
			.selectFrom('report')
			.where('meetingId', '=', held.meetingId)
			.select(['id', 'draft'])
			.executeTakeFirstOrThrow();
		const { counted: _, ...filed } = draft as { summary: string; counted: string };
		const summary = change(
			filed.summary.replace(/with .* present/, 'with 1 organisations present')
		);
		await db
			.updateTable('report')
			.set({ draft: JSON.stringify({ ...filed, summary }) })
			.where('id', '=', id)
			.execute();
		await up(db as never);
		const decide = { [`new-decision-${held.items.empty}`]: 'So be it.' };
		const { draftSeq, content } = await readDraftToEdit(db, held.secretariat, held.slug);
		await saveDraft(db, held.secretariat, held.slug, { draftSeq, fields: decide });
		const after = (await readDraftToEdit(db, held.secretariat, held.slug)).content;
		return [summary, content.summary, after.summary];
	};
	const [before, opened, decided] = await follow('plural', (summary) => summary);
	expect(before).toContain('with 1 organisations present');
	expect(opened).not.toContain('1 organisations');
	expect(opened).toContain('Decisions: 1;');
	expect(decided).toContain('Decisions: 2;');
	const written = await follow('plural-written', (summary) => `${summary} It rained.`);
	expect(new Set(written).size).toBe(1);
});
