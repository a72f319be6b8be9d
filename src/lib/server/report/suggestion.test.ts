import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting } from '../../../../tests/support/held-meeting.ts';
import { buildContent } from './build.ts';
import { suggestSummary } from './suggestion.ts';

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
