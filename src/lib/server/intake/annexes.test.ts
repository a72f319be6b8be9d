import { strToU8, zipSync } from 'fflate';
import type { Component } from 'svelte';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useDataFolder } from '../../../../tests/support/data-folder.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { ENCRYPTED_PDF, PIXEL } from '../../../../tests/support/files.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { renderPage } from '../../../../tests/support/pages.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import PersonPage from '../../../routes/(app)/desk/people/[id=uuid]/+page.svelte';
import PeoplePage from '../../../routes/(app)/desk/people/+page.svelte';
import { readPerson } from '../people/names.ts';
import { addAnnex } from '../report/annex.ts';
import { readDraftToEdit, saveDraft } from '../report/draft.ts';
import { readFile } from '../report/files.ts';
import { fileReport } from '../report/filing.ts';
import { correctReport, withdrawReport } from '../report/publication.ts';
import {
	erasePersonAndLook,
	listNaming,
	lookIntoAnnexes,
	readErasedAnnexes,
	type FoundAnnex
} from './annexes.ts';

const NAME = 'Anneke Voorbeeld';
const origin = 'https://emvod.example';
const folder = useDataFolder();
let base: TestDatabase;
let held: HeldMeeting;
let personId: string;

const said = (words: string) => `<w:p>${words}</w:p>`;
/** A Word document of these parts, as its first part declares. */
function write(body: string, others: Record<string, Uint8Array> = {}): Uint8Array {
	const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
	return zipSync({
		'[Content_Types].xml': strToU8(
			`<Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`
		),
		'word/document.xml': strToU8(`<w:document><w:body>${body}</w:body></w:document>`),
		...others
	});
}
const FILES: Record<string, Uint8Array> = {
	'Cut into runs': write(
		said('<w:r><w:t>ANNE</w:t></w:r><w:r><w:t>KE  Voorb&#233;eld</w:t></w:r>')
	),
	'Who commented': write(said('Nothing'), {
		'word/comments.xml': strToU8('<w:comment w:author="A. Voorbeeld">Yes</w:comment>')
	}),
	'Of nobody': write(said('Anneke') + said('Voorbeeldig')),
	'With a picture': write(said('Look'), { 'word/media/image1.png': PIXEL }),
	'A picture': PIXEL,
	Locked: ENCRYPTED_PDF
};

beforeAll(async () => {
	base = await testDatabase();
	const { db } = base;
	held = await holdMeeting(db, 'annexed');
	({ id: personId } = await db
		.selectFrom('person')
		.where('name', '=', NAME)
		.select('id')
		.executeTakeFirstOrThrow());
	await fileReport(db, held.meetingId);
	await publishHeld(db, held, { summary: `${NAME} opened it.` });
	const { bytes } = await readFile(db, null, { slug: held.slug, format: 'pdf', origin });
	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'Files' });
	for (const [title, file] of Object.entries({ Printed: new Uint8Array(bytes), ...FILES }))
		await attach(held, title, file);
	const foreign = await holdMeeting(db, 'annexed-elsewhere');
	await fileReport(db, foreign.meetingId);
	await attach(foreign, 'Elsewhere', FILES['Cut into runs']!);
});
afterAll(async () => {
	await base.close();
	folder.remove();
});

async function attach(of: HeldMeeting, title: string, file: Uint8Array) {
	const { draftSeq } = await readDraftToEdit(base.db, of.secretariat, of.slug);
	const input = { draftSeq, fields: {}, file, name: 'a.bin', title };
	await addAnnex(base.db, of.secretariat, of.slug, input);
}
const titles = (list: FoundAnnex[]) => list.map(({ title }) => title.text);

test('annexes that hold a spelling of the name are named before erasing, and what nobody looked at', async () => {
	const { db } = base;
	const { secretariat } = held;
	const looked = await lookIntoAnnexes(db, secretariat, personId, 'A. Voorbeeld');
	expect(titles(looked.holding)).toEqual(['Printed', 'Cut into runs', 'Who commented']);
	expect(titles(looked.unread)).toEqual(['With a picture', 'A picture', 'Locked']);
	expect(looked.elsewhere).toBe(1);
	expect(looked.holding[0]!.desk).toBe('/desk/reports/annexed#annexes');
	const strict = await lookIntoAnnexes(db, secretariat, personId, '');
	expect(titles(strict.holding)).toEqual(['Printed', 'Cut into runs']);
	const all = await lookIntoAnnexes(db, { ...secretariat, isAdmin: true }, personId, '');
	expect([titles(all.holding), all.elsewhere]).toEqual([
		['Printed', 'Cut into runs', 'Elsewhere'],
		0
	]);
	for (const actor of [held.member, held.outsider])
		await expect(lookIntoAnnexes(db, actor, personId, '')).rejects.toMatchObject({ status: 404 });
	const person = await readPerson(db, secretariat, personId);
	const page = await renderPage(
		PersonPage as Component,
		{
			data: { person, saved: false, merged: false },
			form: { looked, values: { role: 'coordinator', spellings: 'A. Voorbeeld', name: '' } }
		},
		{ path: `/desk/people/${personId}` }
	);
	expect(page.text).toContain('Annexes that hold the name: 3');
	expect(page.text).toContain('Not looked at, or not at their pictures: 3');
	expect(page.html).toContain('value="coordinator"');
	expect(page.html).toContain('>A. Voorbeeld</textarea>');
	expect(page.html).toMatch(/<button[^>]*formaction="\?\/look"/);
});

test('and after erasing, until nothing names them any more', async () => {
	const { db } = base;
	const { secretariat, slug } = held;
	const input = { name: NAME, role: 'coordinator', spellings: 'A. Voorbeeld' };
	const id = await erasePersonAndLook(db, secretariat, personId, input, origin);
	const read = async (actor = secretariat) => readErasedAnnexes(db, actor, id);
	const looked = await read();
	expect(titles(looked!.holding)).toEqual(['Printed', 'Cut into runs', 'Who commented']);
	expect(titles(looked!.unread)).toEqual(['With a picture', 'A picture', 'Locked']);
	expect(await read(held.outsider)).toBeNull();
	const page = await renderPage(
		PeoplePage as Component,
		{ data: { people: [], query: '', erased: true, annexes: looked } },
		{ path: `/desk/people?erased=${id}` }
	);
	expect(page.text).toContain('Annexes that hold the name: 3');
	expect(page.links.map(({ href }) => href)).toContain('/desk/reports/annexed#annexes');
	const remove = (annex: FoundAnnex) => ({ [`remove-annex-${annex.id}`]: 'on' });
	const waiting = async () => titles(await listNaming(db, secretariat));
	const { draftSeq } = await readDraftToEdit(db, secretariat, slug);
	await saveDraft(db, secretariat, slug, { draftSeq, fields: remove(looked!.holding[0]!) });
	expect(titles((await read())!.holding)).toEqual(['Cut into runs', 'Who commented']);
	expect(await waiting()).toEqual(['Cut into runs', 'Who commented']);
	// What was published with a version is read there until the report is withdrawn.
	await publishHeld(db, held, remove(looked!.unread[1]!));
	await correctReport(db, secretariat, slug, { kind: 'editorial', reason: 'A name' });
	await publishHeld(db, held, remove(looked!.holding[1]!));
	expect(await waiting()).toEqual(['Cut into runs', 'Who commented']);
	expect((await listNaming(db, secretariat))[0]!.desk).toBe('/desk/reports/annexed#correct');
	expect(await listNaming(db, held.outsider)).toEqual([]);
	await withdrawReport(db, secretariat, slug, 'A name');
	expect(await waiting()).toEqual([]);
});
