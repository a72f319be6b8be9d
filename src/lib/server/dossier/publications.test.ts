import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { EntryOnly, Publication } from '#lib/model/entry-form.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newEditedDossier, newOrganisation } from '../../../../tests/support/dossier.ts';
import { newActor, newDossier } from '../../../../tests/support/people.ts';
import { listLinkable } from './publications.rows.ts';
import { listApart, listPublications, removePublication, savePublication } from './publications.ts';

/* Tools, documents and notices that belong to no dossier. */

let test_: TestDatabase;
let home: Awaited<ReturnType<typeof newEditedDossier>>;
let publisher: Actor;
let id: string;
beforeAll(async () => {
	test_ = await testDatabase();
	const { db } = test_;
	home = await newEditedDossier(db);
	publisher = await newActor(db);
	await newDossier(db, [[publisher, 'publish']]);
	const title = JSON.stringify({ original: 'en', texts: { en: 'A tool', fr: 'Un outil' } });
	const sourceId = await newOrganisation(db, 'Network');
	const row = { type: 'tool', title, sourceId, datePrecision: 'unknown' };
	({ id } = await db
		.insertInto('publication')
		.values(row)
		.returning('id')
		.executeTakeFirstOrThrow());
});
afterAll(() => test_.close());

const typed = (fields: Record<string, string>) =>
	v.parse(Publication, { type: 'tool', source: 'Network', ...fields });
const shown = async () => (await listApart(test_.db, publisher)).own[0]!;

test('they are mended by all who publish for a dossier, by the rules of one', async () => {
	const { db } = test_;
	const { version } = await shown();
	const fields = { id, version, 'title:en': 'A better tool', 'title:fr': 'Un outil', date: '2024' };
	await savePublication(db, publisher, null, typed(fields));
	expect(await shown()).toMatchObject({
		title: { texts: { en: 'A better tool' }, states: { fr: 'outdated' } },
		date: '2024-01-01',
		datePrecision: 'year'
	});
	await expect(savePublication(db, publisher, null, typed(fields))).rejects.toMatchObject({
		code: 'entry_changed'
	});
	// A new one is entered in a dossier.
	const fresh = typed({ 'title:en': 'Another' });
	await expect(savePublication(db, publisher, null, fresh)).rejects.toMatchObject({
		code: 'not_found'
	});
});

test('nobody else finds their form, and none of a dossier is reached by it', async () => {
	const { db } = test_;
	const { version } = await shown();
	const input = typed({ id, version, 'title:en': 'Mine' });
	const only = v.parse(EntryOnly, { id, version });
	for (const actor of [home.editor, home.reader, home.stranger, null]) {
		const refusal = actor ? { code: 'not_found', status: 404 } : { code: 'sign_in', status: 401 };
		for (const run of [
			() => listApart(db, actor),
			() => savePublication(db, actor, null, input),
			() => removePublication(db, actor, null, only)
		])
			await expect(run()).rejects.toMatchObject(refusal);
	}
	await expect(savePublication(db, home.editor, home.slug, input)).rejects.toMatchObject({
		code: 'not_found'
	});
	await savePublication(db, home.editor, home.slug, typed({ 'title:en': 'Of the dossier' }));
	const [own] = (await listPublications(db, home.editor, home.slug)).own;
	const theirs = { id: own!.id, version: own!.version };
	for (const run of [
		() => savePublication(db, publisher, null, typed({ ...theirs, 'title:en': 'Mine' })),
		() => removePublication(db, publisher, null, v.parse(EntryOnly, theirs))
	])
		await expect(run()).rejects.toMatchObject({ code: 'not_found' });
	expect((await listApart(db, publisher)).own.map((one) => one.id)).toEqual([id]);
});

test('one that was removed is shown nowhere', async () => {
	const { db } = test_;
	const linkable = async () => (await listLinkable(db, null, home.id)).map((one) => one.id);
	expect(await linkable()).toEqual([id]);
	const { version } = await shown();
	await removePublication(db, publisher, null, v.parse(EntryOnly, { id, version }));
	expect(await linkable()).toEqual([]);
	expect((await listApart(db, publisher)).own).toEqual([]);
});
