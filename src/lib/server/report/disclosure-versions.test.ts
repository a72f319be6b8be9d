import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { showReport } from '../../../../tests/support/pages.ts';
import { unzip } from '../../../../tests/support/zip.ts';
import { listTimelineRows } from '../dossier/timeline.rows.ts';
import { search } from '../library/search.ts';
import { storeBasis } from '../people/names.rows.ts';
import type { AppError } from '../platform/errors.ts';
import { writeFeed } from './feed.ts';
import { readFile } from './files.ts';
import { fileReport } from './filing.ts';
import { describeForSearch } from './json-ld.ts';
import { writeJson } from './json.ts';
import { correctReport, withdrawReport } from './publication.ts';
import { compareVersions, readReport } from './report.ts';
import { readDraft, updateDraft } from './report.rows.ts';
import { listOwnAddresses } from './own-address.ts';
import { readTranslationToEdit, saveTranslation } from './translation.ts';
import { reinstateReport } from './withdrawal.ts';

/* A version is evidence and is never changed; what is given out of it follows what is open today. */

let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
const origin = 'https://emvod.example';
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	held = await holdMeeting(base.db, `frozen-${++count}`);
});

const film = () => `film-${held.slug}`;
const closeFilm = (visibility: string) =>
	base.db
		.updateTable('film')
		.set({ visibility, dossierId: held.dossierId })
		.where('slug', '=', film())
		.execute();

/** Annexes as an import has them: links and bare titles, without a file of ours. */
async function annex(entries: Array<{ href: string | null; title: string }>) {
	const { db } = base;
	const { id } = await db
		.selectFrom('report')
		.where('slug', '=', held.slug)
		.select('id')
		.executeTakeFirstOrThrow();
	const { open, draftSeq } = await readDraft(db, id, ['public']);
	open.annexes = entries.map(({ href, title }, n) => ({
		id: `annex-${n}`,
		n,
		href,
		title: { text: title, lang: 'en' },
		visibility: 'public'
	}));
	await updateDraft(db, id, draftSeq, { open, restricted: { members: [], restricted: [] } });
}

const publish = (fields?: Record<string, string>) => publishHeld(base.db, held, fields);

/** A French translation in which every text keeps its words. */
async function translate() {
	const { db } = base;
	const { entries, seq } = await readTranslationToEdit(db, held.secretariat, held.slug, 'fr');
	const fields = Object.fromEntries(entries.map(({ key, text }) => [key, `Traduit : ${text}`]));
	await saveTranslation(db, held.secretariat, held.slug, 'fr', { version: 1, seq, fields });
}

/** Everything a visitor gets of the report, by format. */
async function readAll(language: string | null = null) {
	const { db } = base;
	const file = async (format: 'pdf' | 'docx' | 'md') =>
		(await readFile(db, null, { slug: held.slug, format, origin, language })).bytes;
	const view = await readReport(db, null, held.slug, undefined, language);
	const pdf = await getDocumentProxy(new Uint8Array(await file('pdf')));
	const links = await Promise.all(
		Array.from({ length: pdf.numPages }, async (_, n) =>
			JSON.stringify(await (await pdf.getPage(n + 1)).getAnnotations())
		)
	);
	const feed = await writeFeed(db, { origin, language: 'en', title: 'Emvod' });
	const docx = await file('docx');
	return {
		page: (await showReport(db, held.slug, language ? { language } : {})).html,
		json: JSON.stringify([view, writeJson(view)]),
		linked: JSON.stringify(describeForSearch(view, origin)),
		pdf: (await extractText(pdf, { mergePages: true })).text + links.join(),
		docx: unzip(docx, 'word/document.xml') + unzip(docx, 'word/_rels/document.xml.rels'),
		md: (await file('md')).toString(),
		feed: feed
			.split('<entry>')
			.filter((part) => part.includes(`/reports/${held.slug}`))
			.join('')
	};
}

const version = () =>
	base.db
		.selectFrom('reportVersion')
		.innerJoin('report', 'report.id', 'reportVersion.reportId')
		.where('report.slug', '=', held.slug)
		.select(['reportVersion.content'])
		.execute();

test('an annex that leads to a film for members is in no format of a public report', async () => {
	await fileReport(base.db, held.meetingId);
	await annex([
		{ href: `/library/${film()}`, title: 'Hidden by address' },
		{ href: `/fr/library/${film()}/film.mp4?t=12`, title: 'Hidden in French' },
		{ href: `https://elsewhere.example/library/${film()}#t=3`, title: 'Hidden by its origin' },
		{
			href: `emvod.example/library/${encodeURIComponent(film()).replaceAll('-', '%2D')}`,
			title: 'Hidden by hand'
		},
		{ href: null, title: `Hidden: https://emvod.example/library/${film()}` },
		{ href: null, title: 'A film' },
		{ href: null, title: ' à  FILM' },
		{ href: 'https://elsewhere.example/paper', title: 'An open paper' },
		{ href: null, title: 'Held in the archive' }
	]);
	await closeFilm('members');
	await publish();
	for (const [format, text] of Object.entries(await readAll())) {
		expect(text, format).not.toMatch(/Hidden|[AÀ]\s+film/i);
		expect(text, format).not.toContain(film());
		expect(text, format).not.toContain('examplehttps');
		if (format !== 'linked') expect(text, format).toContain('An open paper');
		if (format !== 'linked') expect(text, format).toContain('Held in the archive');
	}
});

test('the same annexes stand in every format while the film is open', async () => {
	await fileReport(base.db, held.meetingId);
	await annex([{ href: `/library/${film()}`, title: 'Shown by address' }]);
	await publish();
	const { linked: _, ...given } = await readAll();
	for (const [format, text] of Object.entries(given))
		expect(text, format).toContain('Shown by address');
});

test('a film that is closed after the publication is named and linked no more, and is again once it opens', async () => {
	const { db } = base;
	await fileReport(db, held.meetingId);
	await annex([{ href: `/library/${film()}`, title: 'Its annex' }]);
	await publish();
	await translate();
	const frozen = await version();
	const [open, openFr] = [await readAll(), await readAll('fr')];
	expect(open.page).toContain(film());
	expect(openFr.md).toContain('A film');
	await closeFilm('members');
	for (const [format, text] of Object.entries(await readAll())) {
		expect(text, format).not.toMatch(/A film|Its annex/);
		expect(text, format).not.toContain(film());
	}
	for (const [format, text] of Object.entries(await readAll('fr')))
		expect(text, `fr ${format}`).not.toContain('A film');
	expect(await version()).toEqual(frozen);
	await closeFilm('public');
	const again = await readAll();
	expect(again.md).toBe(open.md);
	expect(again.page).toContain(film());
});

test('a meeting that is closed after the publication is linked no more, nor its actions carried', async () => {
	const { db } = base;
	const before = await holdMeeting(db, `${held.slug}-heron`, { dossierId: held.dossierId });
	await db
		.updateTable('meetingDay')
		.set({ date: '2026-08-20' })
		.where('meetingId', '=', before.meetingId)
		.execute();
	await fileReport(db, before.meetingId);
	await db
		.updateTable('meeting')
		.set({ followsId: before.meetingId })
		.where('id', '=', held.meetingId)
		.execute();
	await fileReport(db, held.meetingId);
	const owner = { ownerOrganisationId: before.organisations.school };
	await db.updateTable('action').set(owner).where('id', '=', before.actionId).execute();
	await publish();
	expect((await readReport(db, null, held.slug)).content.carried).toHaveLength(1);
	await db
		.updateTable('meeting')
		.set({ visibility: 'members' })
		.where('id', '=', before.meetingId)
		.execute();
	const { feed: _, ...given } = await readAll();
	for (const [format, text] of Object.entries(given)) expect(text, format).not.toMatch(/heron/);
});

test('a name that is refused after the publication gives way to the role everywhere', async () => {
	const { db } = base;
	const { personId } = await db
		.selectFrom('itemSpeaker')
		.where('agendaItemId', '=', held.items.talk)
		.where('position', '=', 0)
		.select('personId')
		.executeTakeFirstOrThrow();
	await db
		.updateTable('action')
		.set({ ownerPersonId: personId })
		.where('id', '=', held.actionId)
		.execute();
	await fileReport(db, held.meetingId);
	await publish({
		[`owner-${held.actionId}`]: personId,
		title: 'The talk of Anneke Voorbeeld',
		summary: 'Thanks to anneke  voorbeeld, who came.',
		[`new-text-${held.items.round}`]: 'Said by Anneke Voorbeeld.'
	});
	await translate();
	const frozen = await version();
	const open = await readAll();
	expect((await readAll('fr')).md).toContain('Anneke Voorbeeld');
	for (const [format, text] of Object.entries(open))
		if (format !== 'linked') expect(text, format).toContain('Anneke Voorbeeld');
	const timeline = async () => JSON.stringify(await listTimelineRows(db, null, held.dossierId));
	expect(await timeline()).toContain('Traduit : The talk of Anneke Voorbeeld');
	const record = (basis: string) =>
		storeBasis(db, { personId, meetingId: held.meetingId, basis, recordedBy: null });
	await record('refused');
	expect(await timeline()).not.toMatch(/voorbeeld/i);
	const given = await readAll();
	for (const [format, text] of Object.entries(given))
		expect(text, format).not.toMatch(/voorbeeld/i);
	for (const [format, text] of Object.entries(await readAll('fr')))
		expect(text, `fr ${format}`).not.toMatch(/voorbeeld/i);
	expect(given.md).toContain('Thanks to coordinator, who came.');
	expect(given.md).toContain('coordinator that day');
	expect(await version()).toEqual(frozen);
	await record('consent');
	expect((await readAll()).md).toBe(open.md);
	// The same where it is refused for all meetings and this one records nothing of its own.
	await db.deleteFrom('nameBasis').where('personId', '=', personId).execute();
	await db.updateTable('person').set({ publishName: false }).where('id', '=', personId).execute();
	for (const [format, text] of Object.entries(await readAll()))
		expect(text, format).not.toMatch(/voorbeeld/i);
});

test('a name that is refused later gives way in the reasons of versions and withdrawals too', async () => {
	const { db } = base;
	const { meetingId, slug, secretariat } = held;
	const { id: personId } = await db
		.insertInto('person')
		.values({ name: 'Goulven Skouer', roleLabel: 'pupil' })
		.returning('id')
		.executeTakeFirstOrThrow();
	await storeBasis(db, { personId, meetingId, basis: 'consent', recordedBy: null });
	await fileReport(db, meetingId);
	await publish();
	await correctReport(db, secretariat, slug, { kind: 'editorial', reason: 'add Goulven Skouer' });
	await publish({ summary: 'Corrected.' });
	const read = async (n?: number) => {
		const view = await readReport(db, null, slug, n);
		return JSON.stringify([view, writeJson(view)]);
	};
	const gone = (n?: number) =>
		readReport(db, null, slug, n).catch((fault: AppError) => fault.details.reason);
	expect((await showReport(db, slug)).html).toContain('add Goulven Skouer');
	await db.deleteFrom('nameBasis').where('personId', '=', personId).execute();
	await storeBasis(db, { personId, meetingId, basis: 'refused', recordedBy: null });
	const { view } = await compareVersions(db, null, slug, 1, 2);
	for (const text of [(await showReport(db, slug)).html, await read(), await read(1), view]) {
		expect(JSON.stringify(text)).toContain('add pupil');
		expect(JSON.stringify(text)).not.toContain('Skouer');
	}
	await withdrawReport(db, secretariat, slug, 'Goulven  Skouer is named.');
	expect(await gone()).toBe('pupil is named.');
	await reinstateReport(db, secretariat, slug, { reason: 'No goulven skouer.', isReadable: false });
	expect(await gone()).toBe('pupil is named.');
	await publish({ summary: 'Mended.' });
	expect(await gone(1)).toBe('pupil is named.');
	const after = [(await showReport(db, slug)).html, await read()];
	for (const text of after) {
		expect(text).toContain('pupil is named.');
		expect(text).toContain('No pupil.');
		expect(text).not.toMatch(/skouer/i);
	}
});

test('a name refused at another meeting gives way in what a report says of that, and nowhere else', async () => {
	const { db } = base;
	const before = await holdMeeting(db, `${held.slug}-before`, { dossierId: held.dossierId });
	const named = JSON.stringify({ original: 'en', texts: { en: 'Goulven Skouer tells' } });
	const earlier = { meetingId: before.meetingId, day: 1, date: '2026-08-20' };
	await db
		.updateTable('meetingDay')
		.set(earlier)
		.where('meetingId', '=', before.meetingId)
		.execute();
	await db
		.updateTable('meeting')
		.set({ title: named })
		.where('id', '=', before.meetingId)
		.execute();
	await db.updateTable('film').set({ title: named }).where('slug', '=', film()).execute();
	const { id } = await db
		.insertInto('person')
		.values({ name: 'Goulven Skouer', roleLabel: 'the pupil' })
		.returning('id')
		.executeTakeFirstOrThrow();
	await fileReport(db, held.meetingId);
	await publish({ summary: 'Goulven Skouer agreed.' });
	const read = async () => (await readReport(db, null, held.slug)).content;
	expect((await read()).previousMeeting?.title.text).toBe('Goulven Skouer tells');
	const shown = await db.selectFrom('film').select('id').where('slug', '=', film()).execute();
	await db
		.insertInto('filmMeeting')
		.values({ filmId: shown[0]!.id, meetingId: before.meetingId })
		.execute();
	const basis = { personId: id, meetingId: before.meetingId, basis: 'refused', recordedBy: null };
	await storeBasis(db, basis);
	const content = await read();
	expect(content.previousMeeting?.title.text).toBe('the pupil tells');
	expect(content.items.flatMap(({ films }) => films).map(({ title }) => title.text)).toEqual([
		'the pupil tells'
	]);
	expect(content.summary).toBe('Goulven Skouer agreed.');
});

test('whoever stands on the attendance list only, or chairs, can refuse to be named as well', async () => {
	const { db } = base;
	const { meetingId, slug } = held;
	const [guest, chair] = await db
		.insertInto('person')
		.values([
			{ name: 'Goulven Skouer', roleLabel: 'pupil' },
			{ name: 'Katell Skouer', roleLabel: 'chair' }
		])
		.returning('id')
		.execute();
	await db
		.insertInto('attendancePerson')
		.values({ meetingId, personId: guest!.id, state: 'present' })
		.execute();
	await db.updateTable('meeting').set({ chairId: chair!.id }).where('id', '=', meetingId).execute();
	await fileReport(db, meetingId);
	await publish({ summary: 'Goulven Skouer thanked Katell Skouer.' });
	const summaries = async () => [
		(await readReport(db, null, slug)).content.summary,
		(await listTimelineRows(db, null, held.dossierId)).find(({ type }) => type === 'report')!
			.summary!.texts.en
	];
	const refuse = (id: string) =>
		db.updateTable('person').set({ publishName: false }).where('id', '=', id).execute();
	await refuse(guest!.id);
	expect(await summaries()).toEqual(Array(2).fill('pupil thanked Katell Skouer.'));
	await db.updateTable('person').set({ publishName: null }).where('id', '=', guest!.id).execute();
	await refuse(chair!.id);
	expect(await summaries()).toEqual(Array(2).fill('Goulven Skouer thanked chair.'));
});

test('a refused name is found in the database as it is in the texts, whatever its signs', async () => {
	const { db } = base;
	const { meetingId, slug } = held;
	const name = 'Ann-Marie O’Neill (jr.) d+e';
	const personId = (
		await db
			.insertInto('person')
			.values({ name, roleLabel: 'back\\slash & role' })
			.returning('id')
			.executeTakeFirstOrThrow()
	).id;
	await storeBasis(db, { personId, meetingId, basis: 'refused', recordedBy: null });
	await fileReport(db, meetingId);
	const said = `So ann-marie  o’neill (JR.) d+e said; ${name}s did not, nor Ann Marie.`;
	await publish({ summary: said });
	const [json, timeline] = [
		(await readReport(db, null, slug)).content.summary,
		(await listTimelineRows(db, null, held.dossierId)).find(({ type }) => type === 'report')!
			.summary!.texts.en
	];
	expect(json).toBe(`So back\\slash & role said; ${name}s did not, nor Ann Marie.`);
	expect(timeline).toBe(json);
	const { hits } = await search(db, null, 'nor Ann Marie');
	expect(hits).toHaveLength(1);
	expect(JSON.stringify(hits)).not.toMatch(/o’neill \(JR/);
});

test('a consent given after the publication adds no name to what was published', async () => {
	const { db } = base;
	await fileReport(db, held.meetingId);
	await publish();
	const { id: personId } = await db
		.selectFrom('person')
		.innerJoin('itemSpeaker', 'itemSpeaker.personId', 'person.id')
		.where('person.name', '=', 'Secret Person')
		.where('itemSpeaker.agendaItemId', '=', held.items.talk)
		.select('person.id')
		.executeTakeFirstOrThrow();
	const { meetingId } = held;
	await storeBasis(db, { personId, meetingId, basis: 'consent', recordedBy: null });
	for (const [format, text] of Object.entries(await readAll()))
		expect(text, format).not.toContain('Secret Person');
});

test('own addresses are known in every form, others are not', () => {
	const film = { kind: 'film', slug: 'a-film' };
	for (const href of [
		'/library/a-film',
		'/da/library/A-Film?t=3',
		'https://emvod.example/library/a-film/subtitles/fr.vtt',
		' /library/a-film.json',
		'library/a-film',
		'//emvod.example//library//a%2Dfilm',
		'emvod.example/library/a-film',
		'The film: https://emvod.example/fr/library/a-film.'
	])
		expect(listOwnAddresses(href), href).toEqual([film]);
	expect(listOwnAddresses('/events/fair')).toEqual([{ kind: 'meeting', slug: 'fair' }]);
	expect(listOwnAddresses('/reports/fair/v2')).toEqual([{ kind: 'report', slug: 'fair' }]);
	expect(listOwnAddresses('Films: a.example/library/one, (/library/two).')).toEqual([
		{ kind: 'film', slug: 'one' },
		{ kind: 'film', slug: 'two' }
	]);
	for (const href of ['/library', 'https://example.org/mylibrary/a-film', '/reports/', '100 %'])
		expect(listOwnAddresses(href), href).toEqual([]);
});
