import { afterAll, beforeAll, expect, test } from 'vitest';
import * as v from 'valibot';
import type { Actor } from '#lib/model/actor.ts';
import { AttendanceForm } from '#lib/model/attendance.ts';
import type { Localised } from '#lib/model/localised.ts';
import { MeetingForm } from '#lib/model/meeting-form.ts';
import { listStaleTexts } from '#lib/server/dossier/gaps.ts';
import { readAttendanceList, saveAttendance } from '#lib/server/meeting/attendance-list.ts';
import { getFacts, readFactsForm, saveFacts } from '#lib/server/meeting/facts.ts';
import { getProgramme } from '#lib/server/meeting/programme.ts';
import { writeFields } from '../../src/routes/(app)/desk/meetings/[slug]/facts-fields.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { newActor, newDossier, newMeeting } from '../support/people.ts';

let own: TestDatabase;
let editor: Actor;
let dossierId: string;
beforeAll(async () => {
	own = await testDatabase();
	editor = await newActor(own.db, { name: 'Editor' });
	dossierId = await newDossier(own.db, [[editor, 'edit']]);
});
afterAll(() => own.close());

const said: Localised = {
	original: 'en',
	texts: { en: 'One', fr: 'Un', br: 'Unan' },
	states: { fr: 'machine', br: 'human' }
};
/** A meeting with these values, and what sends its form as the desk page fills it. */
async function open(values: object) {
	const { id, slug } = await newMeeting(own.db, dossierId);
	await own.db.updateTable('meeting').set(values).where('id', '=', id).execute();
	const save = async (fields: Record<string, string> = {}) => {
		const form = await readFactsForm(own.db, editor, slug);
		const sent = { ...writeFields(form), version: String(form.facts.version), ...fields };
		await saveFacts(own.db, editor, slug, v.parse(MeetingForm, sent));
		return getFacts(own.db, editor, slug);
	};
	const waiting = async () =>
		(await listStaleTexts(own.db, editor))
			.filter(({ href }) => href.includes(`/${slug}`))
			.map(({ of, language, href }) => [of, language, href.replace(slug, 'it')]);
	return { slug, save, waiting };
}

test('translations of a meeting keep what became of them, and wait once their original changed', async () => {
	const texts = JSON.stringify(said);
	const values = { title: texts, objective: texts, theme: texts, modeReason: texts };
	const { save, waiting } = await open(values);
	const names = ['title', 'objective', 'theme', 'modeReason'] as const;
	const kept = await save({ 'place-name': 'School' });
	expect(names.map((name) => kept[name])).toEqual(names.map(() => said));
	expect(await waiting()).toEqual([]);
	const changed = await save(Object.fromEntries(names.map((name) => [`${name}-en`, 'Two'])));
	for (const name of names)
		expect(changed[name]).toEqual({
			original: 'en',
			texts: { ...said.texts, en: 'Two' },
			states: { fr: 'outdated', br: 'outdated' }
		});
	const lines = (name: string, ...tags: string[]) =>
		tags.map((tag) => [name, tag, `/desk/meetings/it#${name}`]);
	expect(await waiting()).toEqual([...names].sort().flatMap((name) => lines(name, 'br', 'fr')));
	const answered = Object.fromEntries(
		names.flatMap((name) => [
			[`${name}-same.fr`, 'on'],
			[`${name}-br`, 'Daou']
		])
	);
	expect((await save({ ...answered, 'title-br': 'Unan' })).title.states).toEqual({
		fr: 'human',
		br: 'outdated'
	});
	expect(await waiting()).toEqual(lines('title', 'br'));
});

test('what the source says of attendance keeps the state of its translations too', async () => {
	const { slug, waiting } = await open({ attendanceStatement: JSON.stringify(said) });
	const save = async (fields: Record<string, string>) => {
		const { list } = await readAttendanceList(own.db, editor, slug);
		const shown = { 'statement-en': 'One', 'statement-fr': 'Un', 'statement-br': 'Unan' };
		const sent = { version: String(list.version), visibility: list.visibility, ...shown };
		const input = v.parse(AttendanceForm, { ...sent, 'statement-original': 'en', ...fields });
		await saveAttendance(own.db, editor, slug, input);
		return (await readAttendanceList(own.db, editor, slug)).list.statement;
	};
	expect(await save({})).toEqual(said);
	expect((await save({ 'statement-en': 'Two' }))?.states).toEqual({
		fr: 'outdated',
		br: 'outdated'
	});
	expect(await waiting()).toEqual(
		['br', 'fr'].map((tag) => ['statement', tag, '/desk/meetings/it/attendance#statement'])
	);
});

test('a town that stands only inside the place is not lost by saving', async () => {
	const place = { name: 'School', city: 'Fréhel' };
	const { slug, save } = await open({ city: null, place: JSON.stringify(place) });
	await save({ 'place-postcode': '22240' });
	expect(await getProgramme(own.db, editor, slug)).toMatchObject({
		city: 'Fréhel',
		place: { name: 'School', postcode: '22240' }
	});
});
