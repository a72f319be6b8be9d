import { CompiledQuery } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '../../scripts/migrate.ts';
import { createEmptyDatabase, nameDatabase } from '../../scripts/scratch.ts';
import { createDatabase, createPool } from '#lib/server/platform/db.ts';
import { getProgramme, listParticipantReports } from '#lib/server/meeting/programme.ts';

test('a name that was typed in without a basis is kept, and no longer printed', async () => {
	const server = nameDatabase(process.env.TEST_DATABASE_URL!, 'postgres');
	const url = await createEmptyDatabase(server, 'emvod_author_migration');
	await migrate(url, '20261126T1600_updated');
	const db = createDatabase(createPool(url, 1));
	try {
		await db.executeQuery(
			CompiledQuery.raw(`WITH event AS (
				INSERT INTO meeting (slug, kind, title, status, room_name)
				VALUES ('fair', 'external-event', '{"original":"en","texts":{"en":"Fair"}}', 'held', 'r') RETURNING id)
			INSERT INTO participant_report (meeting_id, author_name, author_role, language)
			SELECT id, name, role, 'en' FROM event, (VALUES (' Nora Named ', 'teacher'), (NULL, 'visitor'), ('', 'guest'))
				told(name, role)`)
		);
		await migrate(url);
		const event = await getProgramme(db, null, 'fair');
		const authors = (await listParticipantReports(db, null, event)).map(({ author }) => author);
		expect(authors).toHaveLength(3);
		expect(new Set(authors.map(({ role }) => role))).toEqual(
			new Set(['teacher', 'visitor', 'guest'])
		);
		expect(authors.map(({ name }) => name)).toEqual([null, null, null]);
		const kept = await db
			.selectFrom('participantReport as r')
			.innerJoin('person as p', 'p.id', 'r.authorId')
			.select(['p.name', 'p.roleLabel', 'p.publishName'])
			.execute();
		expect(kept).toEqual([{ name: 'Nora Named', roleLabel: 'teacher', publishName: null }]);
	} finally {
		await db.destroy();
	}
});
