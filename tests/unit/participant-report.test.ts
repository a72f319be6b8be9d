import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ExternalEvent } from '#lib/model/entry-form.ts';
import { ParticipantReportForm, RecommendationForm } from '#lib/model/participant-form.ts';
import { getProgramme, listParticipantReports } from '#lib/server/meeting/programme.ts';
import { findActionWords } from '#lib/server/report/actions.rows.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { newEditedDossier, newOrganisation } from '../support/dossier.ts';
import { newMeeting } from '../support/people.ts';
import { saveEvent } from '#lib/server/dossier/events.ts';
import {
	listReports,
	removeReport,
	saveReport,
	takeRecommendation
} from '#lib/server/dossier/participant.ts';

let test_: TestDatabase;
let home: Awaited<ReturnType<typeof newEditedDossier>>;
let meetingId: string;
beforeAll(async () => {
	test_ = await testDatabase();
	const { db } = test_;
	home = await newEditedDossier(db);
	for (const name of ['Ministry', 'Project', 'Agency']) await newOrganisation(db, name);
	const event = {
		'title:en': 'A conference',
		date: '2022-03-01',
		host: 'Ministry',
		status: 'held'
	};
	meetingId = await saveEvent(db, home.editor, home.slug, v.parse(ExternalEvent, event));
});
afterAll(() => test_.close());

const report = (fields: Record<string, string> = {}) =>
	v.parse(ParticipantReportForm, {
		meetingId,
		authorRole: 'member of a project',
		language: 'en',
		recommendations: 'connect regions\nshare courses',
		coveredBy: 'Project',
		'track:0': 'Microelectronics',
		'coverage:0': 'not-in-programme',
		'mentioned:0': 'Project',
		'mentionedBy:0': 'senior expert',
		'mentionedFrom:0': 'Agency',
		'picture:0': 'A slide with the logo of the project',
		'opinion:en': 'It was political.',
		questionTo: 'Katrin',
		question: 'What do you think of this?',
		...fields
	});

const readPublic = async () => {
	const event = await getProgramme(test_.db, null, 'a-conference');
	return listParticipantReports(test_.db, null, event);
};

test('a report keeps mentions with role and picture, what was not on the agenda, and the project', async () => {
	await saveReport(test_.db, home.editor, home.slug, report());
	expect(await readPublic()).toEqual([
		expect.objectContaining({
			author: { name: null, role: 'member of a project' },
			coverage: [{ track: 'Microelectronics', status: 'not-in-programme' }],
			coveredBy: expect.objectContaining({ name: 'Project' }),
			mentions: [
				{
					of: expect.objectContaining({ name: 'Project' }),
					by: 'senior expert',
					organisation: expect.objectContaining({ name: 'Agency' }),
					picture: 'A slide with the logo of the project'
				}
			]
		})
	]);
});

test('a question to a colleague stays inside', async () => {
	const { db } = test_;
	const { reports } = await listReports(db, home.editor, home.slug);
	expect(reports[0]?.question).toEqual({
		state: 'open',
		to: 'Katrin',
		about: 'What do you think of this?'
	});
	expect(JSON.stringify(await readPublic())).not.toContain('Katrin');
	for (const actor of [home.reader, home.stranger])
		await expect(listReports(db, actor, home.slug)).rejects.toMatchObject({ code: 'not_found' });
});

test('a recommendation becomes an action with an owner, once, and keeps its words', async () => {
	const { db } = test_;
	const id = (await listReports(db, home.editor, home.slug)).reports[0]!.id;
	const wish = (fields = {}) =>
		v.parse(RecommendationForm, {
			id,
			text: 'connect regions',
			owner: 'Agency',
			due: '',
			...fields
		});
	const take = (input: RecommendationForm, actor = home.editor) =>
		takeRecommendation(db, actor, home.slug, input);
	await expect(take(wish())).rejects.toMatchObject({ code: 'no_meeting_held' });
	const held = await newMeeting(db, home.id);
	await db
		.updateTable('meeting')
		.set({ status: 'held', ordinal: 1 })
		.where('id', '=', held.id)
		.execute();
	await expect(take(wish({ text: 'never said' }))).rejects.toMatchObject({ code: 'not_found' });
	await expect(take(wish(), home.stranger)).rejects.toMatchObject({ code: 'not_found' });
	expect(v.safeParse(RecommendationForm, { id, text: 'x', owner: '', due: '' }).success).toBe(
		false
	);
	const action = await take(wish({ due: '2022-06-01' }));
	expect((await findActionWords(db, [held.id])).get(action)).toBe('connect regions');
	await expect(take(wish())).rejects.toMatchObject({ code: 'recommendation_taken' });
	const [after] = (await listReports(db, home.editor, home.slug)).reports;
	expect(after?.taken).toEqual(['connect regions']);
});

test('two who change a report at once do not overwrite each other, and it can be removed', async () => {
	const { db } = test_;
	const { id, version } = (await listReports(db, home.editor, home.slug)).reports[0]!;
	await saveReport(db, home.editor, home.slug, report({ id, version, authorRole: 'teacher' }));
	await expect(
		saveReport(db, home.editor, home.slug, report({ id, version, authorRole: 'manager' }))
	).rejects.toMatchObject({ code: 'entry_changed' });
	const [now] = (await listReports(db, home.editor, home.slug)).reports;
	expect(now?.authorRole).toBe('teacher');
	await removeReport(db, home.editor, home.slug, now!);
	expect(await readPublic()).toEqual([]);
});
