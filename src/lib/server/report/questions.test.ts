import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { previewEdit, saveDraft } from './draft.ts';
import { compareContents, readReport } from './report.ts';
import {
	useDrafts,
	drafted,
	read,
	save,
	publish,
	correct,
	list,
	ask,
	fieldsOf
} from '../../../../tests/support/asked.ts';

/* What was asked in a meeting, and answered: how its draft is written (decision 040). */

useDrafts('asked');

test('a question is changed, asked by another, restricted and taken out, also in a correction', async () => {
	const { db, held } = drafted();
	await save(ask('Who pays?', 'The network.'));
	const [first] = await list();
	expect(first).toMatchObject({ added: true, organisation: null, visibility: 'public' });
	const of = fieldsOf(first!.id);
	await save({ [of.text]: 'Who pays for it?', [of.answer]: 'Nobody.\r\nNot yet.' });
	await save({ [of.asker]: held.organisations.firm });
	const changed = { text: 'Who pays for it?', answer: 'Nobody.\nNot yet.', organisation: 'Firm' };
	expect(await list()).toMatchObject([changed]);
	// The organisation that a text names may be called otherwise since: what is not touched stays.
	await sql`UPDATE organisation SET name = 'Renamed' WHERE id = ${held.organisations.firm}`.execute(
		db
	);
	await save({ [of.asker]: 'same', summary: 'Saved once more.' });
	expect(await list()).toMatchObject([changed]);
	await save({ [of.asker]: '' });
	await publish();
	await correct();
	await save({ [`visibility-${held.items.talk}-${first!.id}`]: 'members' });
	expect(await list()).toMatchObject([{ organisation: null, visibility: 'members' }]);
	await save({ [`remove-${held.items.talk}-${first!.id}`]: 'on' });
	expect(await list()).toEqual([]);
	await publish();
	expect(JSON.stringify(await readReport(db, null, held.slug))).not.toContain('Who pays');
	expect(JSON.stringify(await readReport(db, null, held.slug, 1))).toContain('Who pays for it');
});

test('sent twice it is added once; what was begun is asked for, and an answer goes with no question', async () => {
	const { db, held } = drafted();
	const { draftSeq } = await read();
	const fields = ask('Who pays?', 'The network.');
	for (const _ of [1, 2]) await saveDraft(db, held.secretariat, held.slug, { draftSeq, fields });
	const [first, ...others] = await list();
	expect(others).toEqual([]);
	for (const begun of [ask('', 'The network.'), ask('', '', { of: held.organisations.school })])
		await expect(save(begun)).rejects.toMatchObject({
			code: 'report_add_words',
			field: `new-question-${held.items.talk}`
		});
	const of = fieldsOf(first!.id);
	await expect(save({ [of.text]: ' ' })).rejects.toMatchObject({
		code: 'report_add_words',
		field: of.text
	});
	await save({ [of.text]: '', [of.answer]: '' });
	expect(await list()).toEqual([]);
});

test('a question without an answer is not published, whoever may read it', async () => {
	const { db, held } = drafted();
	for (const readers of ['public', 'restricted']) {
		await expect(publish(ask('Who pays?', ' ', { readers }))).rejects.toMatchObject({
			code: 'report_gaps',
			details: { missing: 'answer' }
		});
		await save(ask('Who pays?', '', { readers }));
		await expect(publish()).rejects.toMatchObject({ code: 'report_gaps' });
		const [question] = await list();
		const { gaps } = await read();
		expect(gaps).toContainEqual({
			code: 'answer',
			field: fieldsOf(question!.id).answer,
			subject: 'Who pays?'
		});
		await save({ [`remove-${held.items.talk}-${question!.id}`]: 'on' });
	}
	await publish(ask('Who pays?', 'The network.'));
	// Nor does the database take such a version, public or not.
	const open = sql`jsonb_set(content, '{items,0,questions,0,answer}', '""')`;
	const kept = sql`'{"members": [{"list": "items/x/questions", "value": {"answer": ""}}], "restricted": []}'::jsonb`;
	for (const [content, restricted] of [
		[open, sql`restricted`],
		[sql`content`, kept]
	] as const)
		await expect(
			sql`INSERT INTO report_version (report_id, version, state, kind, content, restricted)
				SELECT report_id, 99, state, kind, ${content}, ${restricted} FROM report_version
				WHERE report_id = (SELECT id FROM report WHERE slug = ${held.slug})`.execute(db)
		).rejects.toThrow('report_version_questions_answered');
});

test('of two editors the second keeps what they wrote and takes back no answer of the first', async () => {
	const { db, held } = drafted();
	await save(ask('Who pays?'));
	const { draftSeq, opened } = await read();
	const [question] = await list();
	const of = fieldsOf(question!.id);
	await saveDraft(db, held.colleague, held.slug, { draftSeq, fields: { [of.answer]: 'We.' } });
	const fields = { [of.text]: 'Who pays for it?', [of.answer]: '', [of.asker]: '', opened };
	await expect(
		saveDraft(db, held.secretariat, held.slug, { draftSeq, fields })
	).rejects.toMatchObject({ code: 'report_changed' });
	const { values, mine, theirs } = await previewEdit(db, held.secretariat, held.slug, fields);
	expect(values).toEqual({ [of.text]: 'Who pays for it?' });
	expect(mine.items[0]!.questions).toMatchObject([{ text: 'Who pays for it?', answer: 'We.' }]);
	expect(JSON.stringify(compareContents(theirs, mine))).toContain('"added","text":" for it"');
});

test('words of a restricted question keep a public text from repeating them, and the other way round', async () => {
	const { held } = drafted();
	const secret = 'The gentle heron is paid by the firm.';
	await save(ask('Who is paid?', secret, { readers: 'restricted' }));
	await save(ask('Is it known?', `Yes: ${secret}`));
	const [, open] = await list();
	await save({ nextSteps: `Remember. ${secret}`, [`visibility-${held.items.talk}-b2`]: 'members' });
	await save({ [fieldsOf(open!.id).text]: 'Internal remark about money. Is it known?' });
	const { gaps } = await read();
	const fields = gaps.filter(({ code }) => code === 'restricted-words').map(({ field }) => field);
	const of = fieldsOf(open!.id);
	expect(fields).toEqual(['nextSteps', of.text, of.answer]);
});
