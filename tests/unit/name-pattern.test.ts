import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replaceName } from '#lib/model/name-erasure.ts';
import { storeBasis } from '#lib/server/people/names.rows.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { newDossier, newMeeting } from '../support/people.ts';

/* The search finds by what the database keeps: it takes names out by the same rule as everything else. */

let own: TestDatabase;
beforeAll(async () => {
	own = await testDatabase();
});
afterAll(() => own.close());

const NAMES: Record<string, string[]> = {
	'Søren Kæmpe-Ñuñez (jr.)': [
		'Søren Kæmpe-Ñuñez (jr.) spoke, and soren  KAEMPE-nunez (JR.) too.',
		'S\u00f8ren\u00a0K\u00e6mpe-N\u0303un\u0303ez (jr.)',
		'Sø\u00adren Kæm\u200bpe-Ñuñez (jr.)!',
		'Sørens Kæmpe-Ñuñez (jr.), Søren Kæmpe Ñuñez jr.'
	],
	'Gœtz Straße': [
		'GOETZ STRASSE',
		'Götz Straße',
		'Goetz\n Strasse.',
		'Gœtz Straßen',
		'aGœtz Straße'
	],
	'Łukasz Đorđević': ['Lukasz Dordevic, ŁUKASZ ĐORĐEVIĆ', 'Lukasz Dordevicu'],
	'Ana 2 $&\\1': ['ana 2 $&\\1', 'Ana 2'],
	'Θεά Αθηνά': ['Θεά Αθηνά', 'θεά  αθηνά']
};

test.each(Object.entries(NAMES))('%s is found in the database as in texts', async (name, texts) => {
	const { db } = own;
	const { id: meetingId } = await newMeeting(db, await newDossier(db));
	const { id: personId } = await db
		.insertInto('person')
		.values({ name, roleLabel: 'back\\1 & role' })
		.returning('id')
		.executeTakeFirstOrThrow();
	await storeBasis(db, { personId, meetingId, basis: 'refused', recordedBy: null });
	for (const text of texts) {
		const { rows } = await sql<{ said: string }>`
			SELECT without_refused(${text}::text, 'meeting', ${meetingId}::uuid) AS said`.execute(db);
		expect(rows[0]!.said, text).toBe(replaceName(text, name, 'back\\1 & role'));
	}
	expect(replaceName(texts[0]!, name, '')).not.toBe(texts[0]);
});
