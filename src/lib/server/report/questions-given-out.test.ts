import { sql } from 'kysely';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import type { HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { showReport } from '../../../../tests/support/pages.ts';
import { listFaults } from '../../../../tests/support/vocabulary.ts';
import { unzip } from '../../../../tests/support/zip.ts';
import { search } from '../library/search.ts';
import { storeBasis } from '../people/names.rows.ts';
import { readDraftAsVisitor } from './draft.ts';
import { erasePerson } from './erasure.ts';
import { writeFeed } from './feed.ts';
import { readFile } from './files.ts';
import { describeForSearch } from './json-ld.ts';
import { writeJson } from './json.ts';
import { compareVersions, readReport } from './report.ts';
import { readTranslationToEdit, saveTranslation } from './translation.ts';
import {
	useDrafts,
	drafted,
	read,
	save,
	publish,
	correct,
	findItem,
	list,
	ask,
	fieldsOf
} from '../../../../tests/support/asked.ts';

/* What was asked in a meeting, and answered, as it is given out (decision 040). */

useDrafts('asked');

const origin = 'https://emvod.example';
const NAME = 'Anneke Voorbeeld';

const find = async (words: string, actor = null as HeldMeeting['member'] | null) => {
	const { db, held } = drafted();
	const { hits } = await search(db, actor, words);
	return hits.map(({ href }) => href).filter((href) => href === `/reports/${held.slug}`);
};

/** Every form in which a visitor is given the report. */
async function giveOut(): Promise<Record<string, string>> {
	const { db, held } = drafted();
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
	const { db, held } = drafted();
	const asked = 'Who pays for the journey?';
	await publish(ask(asked, 'The programme.\n\nTwice a year.', { of: held.organisations.school }));
	const given = await giveOut();
	for (const [format, text] of Object.entries(given))
		for (const words of [asked, 'The programme.', 'Twice a year.', 'School'])
			expect(text, format).toContain(words);
	const { text, headings, links } = await showReport(db, held.slug);
	expect(headings.map(({ text }) => text)).toContain('Questions and answers');
	expect(text).toMatch(
		/The network .*Question \(School\) Who pays for the journey\? Answer The programme\. Twice a year\. Decision A second meeting is held\./
	);
	const [{ id } = { id: '' }] = (await readReport(db, null, held.slug)).content.items[0]!
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
	expect((await showReport(db, held.slug, { locale: 'fr' })).text).toMatch(
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
	const { db, held } = drafted();
	await publish({
		...ask('Is the gentle heron told?', 'By the shy badger.', { readers: 'members' }),
		[`visibility-${held.items.talk}-b2`]: 'restricted'
	});
	await correct();
	await save(ask('Is the quiet otter paid?', 'By the calm weasel.', { readers: 'restricted' }));
	const draft = JSON.stringify(await findItem());
	for (const word of ['heron', 'badger', 'otter', 'weasel']) expect(draft).toContain(word);
	const visitor = await readDraftAsVisitor(db, held.secretariat, held.slug);
	expect(JSON.stringify(visitor.content)).not.toMatch(/heron|badger|otter|weasel/);
	await publish(ask('Is the public walrus seen?', 'By every marmot.'));
	for (const [format, text] of Object.entries(await giveOut())) {
		expect(text, format).not.toMatch(/heron|badger|otter|weasel/);
		expect(text, format).toContain('marmot');
	}
	const member = await readReport(db, held.member, held.slug);
	expect(JSON.stringify(member.content)).toMatch(/heron.*badger/);
	expect(JSON.stringify(member.content)).not.toMatch(/otter|weasel/);
	expect(await find('walrus')).toHaveLength(1);
	expect(await find('marmot')).toHaveLength(1);
	for (const word of ['heron', 'badger', 'otter', 'weasel']) expect(await find(word)).toEqual([]);
});

test('a version of before the field is read and corrected; what is added is shown as a difference of words', async () => {
	const { db, held } = drafted();
	await publish();
	const first = await readReport(db, null, held.slug);
	expect(JSON.stringify(first.content)).not.toContain('"questions"');
	const { questions, items } = writeJson(first);
	expect([questions, ...items.map((item) => item.questions)].flat()).toEqual([]);
	expect((await showReport(db, held.slug)).text).not.toContain('Questions and answers');
	await correct();
	// Opened and saved, it is not thought to be changed.
	const { draftSeq } = await read();
	expect(await save({ summary: first.content.summary })).toBe(draftSeq);
	await publish(ask('Who pays?', 'The network pays.'));
	const added = await compareVersions(db, null, held.slug, 1, 2);
	expect(JSON.stringify(added.sections)).toContain('Question: Who pays?');
	await correct();
	const [question] = await list();
	await publish({ [fieldsOf(question!.id).answer]: 'The whole network pays.' });
	const { sections } = await compareVersions(db, null, held.slug, 2, 3);
	expect(sections.map(({ under }) => under)).toEqual(['The network']);
	expect(JSON.stringify(sections[0]!.changes)).toContain('"added","text":"whole ');
	expect(await readReport(db, null, held.slug, 1)).toMatchObject({
		content: first.content,
		disclosed: ''
	});
});

test('question and answer are translated, read and found in the other language', async () => {
	const { db, held } = drafted();
	await publish({
		...ask('Who pays?', 'The network.'),
		[`visibility-${held.items.talk}-b2`]: 'restricted'
	});
	const { entries, seq } = await readTranslationToEdit(db, held.secretariat, held.slug, 'fr');
	const own = entries.filter(({ field }) => field === 'question' || field === 'answer');
	expect(own.map(({ text }) => text)).toEqual(['Who pays?', 'The network.']);
	const told = { question: 'Qui paie ?', answer: 'Les castors.' };
	const fields = Object.fromEntries(
		entries.map(({ key, field }) => [key, told[field as keyof typeof told] ?? 'Traduit'])
	);
	const input = { version: 1, seq, fields };
	await saveTranslation(db, held.secretariat, held.slug, 'fr', input);
	const { text } = await showReport(db, held.slug, { language: 'fr', locale: 'fr' });
	expect(text).toContain('Question Qui paie ? Réponse Les castors.');
	expect(text).not.toContain('The network.');
	const view = await readReport(db, null, held.slug, undefined, 'fr');
	expect(writeJson(view).questions).toMatchObject([told]);
	expect(await find('castors')).toHaveLength(1);
});

test('a name in question or answer is told in the draft, gives way when refused, and is erased', async () => {
	const { db, held } = drafted();
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
