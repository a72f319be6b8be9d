import { sql } from 'kysely';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { useDataFolder } from '../../../../tests/support/data-folder.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { showReport } from '../../../../tests/support/pages.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { listFaults } from '../../../../tests/support/vocabulary.ts';
import { unzip } from '../../../../tests/support/zip.ts';
import { search } from '../library/search.ts';
import { storeBasis } from '../people/names.rows.ts';
import { previewEdit, readDraftAsVisitor, readDraftToEdit, saveDraft } from './draft.ts';
import { erasePerson } from './erasure.ts';
import { writeFeed } from './feed.ts';
import { readFile } from './files.ts';
import { fileReport } from './filing.ts';
import { describeForSearch } from './json-ld.ts';
import { writeJson } from './json.ts';
import { correctReport } from './publication.ts';
import { compareContents, compareVersions, readReport } from './report.ts';
import { readTranslationToEdit, saveTranslation } from './translation.ts';

/* What was asked in a meeting, and answered: a part of the record (decision 040). */

const origin = 'https://emvod.example';
const NAME = 'Anneke Voorbeeld';
const folder = useDataFolder();
let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(async () => {
	await base.close();
	folder.remove();
});
beforeEach(async () => {
	held = await holdMeeting(base.db, `asked-${++count}`);
	await fileReport(base.db, held.meetingId);
});

const read = () => readDraftToEdit(base.db, held.secretariat, held.slug);
async function save(fields: Record<string, string>) {
	const { draftSeq } = await read();
	return saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields });
}
const publish = (fields: Record<string, string> = {}) => publishHeld(base.db, held, fields);
const correct = () =>
	correctReport(base.db, held.secretariat, held.slug, { kind: 'substantive', reason: 'A slip' });
const findItem = async () => (await read()).content.items.find(({ id }) => id === held.items.talk)!;
const list = async () => (await findItem()).questions ?? [];
const find = async (words: string, actor = null as HeldMeeting['member'] | null) =>
	(await search(base.db, actor, words)).hits
		.map(({ href }) => href)
		.filter((href) => href === `/reports/${held.slug}`);

/** Fields that add a question to the first item; what is not said is left out. */
function ask(question: string, answer = '', more: { of?: string; readers?: string } = {}) {
	const { talk } = held.items;
	return {
		[`new-question-${talk}`]: question,
		[`new-question-answer-${talk}`]: answer,
		[`new-question-organisation-${talk}`]: more.of ?? '',
		...(more.readers && { [`new-visibility-question-${talk}`]: more.readers })
	};
}
const fieldsOf = (id: string) => ({
	text: `text-${held.items.talk}-${id}`,
	answer: `answer-${held.items.talk}-${id}`,
	asker: `asker-${held.items.talk}-${id}`
});

/** Every form in which a visitor is given the report. */
async function giveOut(): Promise<Record<string, string>> {
	const { db } = base;
	const view = await readReport(db, null, held.slug);
	const file = async (format: 'md' | 'docx' | 'pdf') =>
		(await readFile(db, null, { slug: held.slug, format, origin })).bytes;
	const pdf = await getDocumentProxy(new Uint8Array(await file('pdf')));
	const page = await showReport(db, held.slug);
	return {
		page: page.html,
		head: page.head,
		pdf: (await extractText(pdf, { mergePages: true })).text,
		docx: unzip(await file('docx'), 'word/document.xml').toString(),
		markdown: (await file('md')).toString(),
		json: JSON.stringify(writeJson(view)),
		version: JSON.stringify(writeJson(await readReport(db, null, held.slug, view.version))),
		linked: JSON.stringify(describeForSearch(view, origin)),
		atom: await writeFeed(db, { origin, language: 'en', title: 'x', slug: `dossier-${held.slug}` })
	};
}

test('a question and its answer stand in every format, with who asked, at the item and in a list', async () => {
	const asked = 'Who pays for the journey?';
	await publish(ask(asked, 'The programme.\n\nTwice a year.', { of: held.organisations.school }));
	const given = await giveOut();
	for (const [format, text] of Object.entries(given))
		for (const words of [asked, 'The programme.', 'Twice a year.', 'School'])
			expect(text, format).toContain(words);
	const { text, headings, links } = await showReport(base.db, held.slug);
	expect(headings.map(({ text }) => text)).toContain('Questions and answers');
	expect(text).toMatch(
		/The network .*Question \(School\) Who pays for the journey\? Answer The programme\. Twice a year\. Decision A second meeting is held\./
	);
	const [{ id } = { id: '' }] = (await readReport(base.db, null, held.slug)).content.items[0]!
		.questions!;
	expect(links).toContainEqual({ href: `#question-${id}`, text: asked });
	expect(given.page).toContain(`id="question-${id}"`);
	const answer = 'The programme.\n\nTwice a year.';
	const whole = { id, question: asked, answer, organisation: 'School' };
	const json = JSON.parse(given.version!) as ReturnType<typeof writeJson>;
	expect(json.questions).toEqual([whole]);
	expect(json.items.map(({ questions }) => questions)).toEqual([[whole], [], [], [], [], []]);
	const linked = JSON.parse(given.linked!) as { hasPart: object[] };
	expect(linked.hasPart).toMatchObject([
		{ '@type': 'Question', text: asked, acceptedAnswer: { '@type': 'Answer', text: answer } }
	]);
	expect(listFaults(linked)).toEqual([]);
	// The file of each format says it in the language of the report, the page in that of its reader.
	expect((await showReport(base.db, held.slug, { locale: 'fr' })).text).toMatch(
		/Questions et réponses.*Question \(School\) Who pays .* Réponse The programme/
	);
});

test('signs that formats give a meaning stay signs in question and answer', async () => {
	const evil = 'A *b* _c_ <script>alert(1)</script> | ` [x](http://y) & "q" #let x = 1';
	await publish(ask(`Asked ${evil}`, `Answered ${evil}\n# no heading\n- no list`));
	const given = await giveOut();
	for (const format of ['page', 'docx', 'markdown', 'atom'])
		expect(given[format], format).not.toContain('<script>alert');
	expect(given.head).not.toContain('<script>alert(1)');
	expect(given.markdown).toContain('**Answer:** Answered A \\*b\\* \\_c\\_ \\<script\\>');
	expect(given.markdown).not.toMatch(/(?<!\\)\[x\]\(|^> ?# /m);
	for (const text of [given.pdf, given.json])
		expect(text).toMatch(/Answered A \*b\* _c_ <script>alert\(1\)<\/script>/);
});

test('a restricted question is given to nobody but its readers, and not found by others', async () => {
	await publish({
		...ask('Is the gentle heron told?', 'By the shy badger.', { readers: 'members' }),
		[`visibility-${held.items.talk}-b2`]: 'restricted'
	});
	await correct();
	await save(ask('Is the quiet otter paid?', 'By the calm weasel.', { readers: 'restricted' }));
	const draft = JSON.stringify(await findItem());
	for (const word of ['heron', 'badger', 'otter', 'weasel']) expect(draft).toContain(word);
	const visitor = await readDraftAsVisitor(base.db, held.secretariat, held.slug);
	expect(JSON.stringify(visitor.content)).not.toMatch(/heron|badger|otter|weasel/);
	await publish(ask('Is the public walrus seen?', 'By every marmot.'));
	for (const [format, text] of Object.entries(await giveOut())) {
		expect(text, format).not.toMatch(/heron|badger|otter|weasel/);
		expect(text, format).toContain('marmot');
	}
	const member = await readReport(base.db, held.member, held.slug);
	expect(JSON.stringify(member.content)).toMatch(/heron.*badger/);
	expect(JSON.stringify(member.content)).not.toMatch(/otter|weasel/);
	expect(await find('walrus')).toHaveLength(1);
	expect(await find('marmot')).toHaveLength(1);
	for (const word of ['heron', 'badger', 'otter', 'weasel']) expect(await find(word)).toEqual([]);
});

test('a question is changed, asked by another, restricted and taken out, also in a correction', async () => {
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
		base.db
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
	expect(JSON.stringify(await readReport(base.db, null, held.slug))).not.toContain('Who pays');
	expect(JSON.stringify(await readReport(base.db, null, held.slug, 1))).toContain(
		'Who pays for it'
	);
});

test('sent twice it is added once; what was begun is asked for, and an answer goes with no question', async () => {
	const { draftSeq } = await read();
	const fields = ask('Who pays?', 'The network.');
	for (const _ of [1, 2])
		await saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields });
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
				WHERE report_id = (SELECT id FROM report WHERE slug = ${held.slug})`.execute(base.db)
		).rejects.toThrow('report_version_questions_answered');
});

test('of two editors the second keeps what they wrote and takes back no answer of the first', async () => {
	await save(ask('Who pays?'));
	const { draftSeq, opened } = await read();
	const [question] = await list();
	const of = fieldsOf(question!.id);
	await saveDraft(base.db, held.colleague, held.slug, { draftSeq, fields: { [of.answer]: 'We.' } });
	const fields = { [of.text]: 'Who pays for it?', [of.answer]: '', [of.asker]: '', opened };
	await expect(
		saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields })
	).rejects.toMatchObject({ code: 'report_changed' });
	const { values, mine, theirs } = await previewEdit(base.db, held.secretariat, held.slug, fields);
	expect(values).toEqual({ [of.text]: 'Who pays for it?' });
	expect(mine.items[0]!.questions).toMatchObject([{ text: 'Who pays for it?', answer: 'We.' }]);
	expect(JSON.stringify(compareContents(theirs, mine))).toContain('"added","text":" for it"');
});

test('words of a restricted question keep a public text from repeating them, and the other way round', async () => {
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

test('a version of before the field is read and corrected; what is added is shown as a difference of words', async () => {
	await publish();
	const first = await readReport(base.db, null, held.slug);
	expect(JSON.stringify(first.content)).not.toContain('"questions"');
	const { questions, items } = writeJson(first);
	expect([questions, ...items.map((item) => item.questions)].flat()).toEqual([]);
	expect((await showReport(base.db, held.slug)).text).not.toContain('Questions and answers');
	await correct();
	// Opened and saved, it is not thought to be changed.
	const { draftSeq } = await read();
	expect(await save({ summary: first.content.summary })).toBe(draftSeq);
	await publish(ask('Who pays?', 'The network pays.'));
	const added = await compareVersions(base.db, null, held.slug, 1, 2);
	expect(JSON.stringify(added.sections)).toContain('Question: Who pays?');
	await correct();
	const [question] = await list();
	await publish({ [fieldsOf(question!.id).answer]: 'The whole network pays.' });
	const { sections } = await compareVersions(base.db, null, held.slug, 2, 3);
	expect(sections.map(({ under }) => under)).toEqual(['The network']);
	expect(JSON.stringify(sections[0]!.changes)).toContain('"added","text":"whole ');
	expect(await readReport(base.db, null, held.slug, 1)).toMatchObject({
		content: first.content,
		disclosed: ''
	});
});

test('question and answer are translated, read and found in the other language', async () => {
	await publish({
		...ask('Who pays?', 'The network.'),
		[`visibility-${held.items.talk}-b2`]: 'restricted'
	});
	const { entries, seq } = await readTranslationToEdit(base.db, held.secretariat, held.slug, 'fr');
	const own = entries.filter(({ field }) => field === 'question' || field === 'answer');
	expect(own.map(({ text }) => text)).toEqual(['Who pays?', 'The network.']);
	const told = { question: 'Qui paie ?', answer: 'Les castors.' };
	const fields = Object.fromEntries(
		entries.map(({ key, field }) => [key, told[field as keyof typeof told] ?? 'Traduit'])
	);
	const input = { version: 1, seq, fields };
	await saveTranslation(base.db, held.secretariat, held.slug, 'fr', input);
	const { text } = await showReport(base.db, held.slug, { language: 'fr', locale: 'fr' });
	expect(text).toContain('Question Qui paie ? Réponse Les castors.');
	expect(text).not.toContain('The network.');
	const view = await readReport(base.db, null, held.slug, undefined, 'fr');
	expect(writeJson(view).questions).toMatchObject([told]);
	expect(await find('castors')).toHaveLength(1);
});

test('a name in question or answer is told in the draft, gives way when refused, and is erased', async () => {
	const { db } = base;
	const { id: personId } = await db
		.selectFrom('person')
		.innerJoin('itemSpeaker', 'itemSpeaker.personId', 'person.id')
		.where('itemSpeaker.agendaItemId', '=', held.items.talk)
		.where('name', '=', NAME)
		.select('person.id')
		.executeTakeFirstOrThrow();
	const setBasis = (publishName: boolean | null) =>
		db.updateTable('person').set({ publishName }).where('id', '=', personId).execute();
	await save(ask(`Does ${NAME} come?`, `${NAME} does.`));
	const [question] = await list();
	const of = fieldsOf(question!.id);
	await setBasis(null);
	const { names } = await read();
	expect(names.map(({ field, of: item }) => [field, item])).toEqual([
		[of.text, 'The network'],
		[of.answer, 'The network']
	]);
	await setBasis(true);
	await publish();
	expect(JSON.stringify((await giveOut()).json)).toContain(`${NAME} does.`);
	const basis = { personId, meetingId: held.meetingId, recordedBy: null };
	await storeBasis(db, { ...basis, basis: 'refused' });
	for (const [format, text] of Object.entries(await giveOut())) {
		expect(text, format).not.toContain(NAME);
		expect(text, format).toContain('Does coordinator come?');
		expect(text, format).toContain('coordinator does.');
	}
	await storeBasis(db, { ...basis, basis: 'consent' });
	const input = { name: NAME, role: 'somebody', spellings: '' };
	const admin = { ...held.secretariat, isAdmin: true };
	await erasePerson(db, admin, personId, input, origin);
	for (const [format, text] of Object.entries(await giveOut()))
		expect(text, format).toContain('somebody does.');
	const { rows } = await sql`SELECT FROM report_version
		WHERE concat(content, restricted) LIKE ${`%${NAME}%`}`.execute(db);
	expect(rows).toEqual([]);
});
