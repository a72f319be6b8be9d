import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { addFilm } from '../../../../tests/support/films.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { listTimelineRows } from '../dossier/timeline.rows.ts';
import { getProgramme } from './programme.ts';

let own: TestDatabase;
let member: Actor;
let openDossier: string;
let meeting: { id: string; slug: string };

/** A public meeting to which a members-only dossier's film and publication are linked. */
beforeAll(async () => {
	own = await testDatabase();
	const { db } = own;
	member = await newActor(db);
	openDossier = await newDossier(db);
	const closedDossier = await newDossier(db, [[member, 'read']], 'members');
	meeting = await newMeeting(db, openDossier);
	await addFilm(db, 'secret-film', { dossierId: closedDossier });
	const film = await db
		.selectFrom('film')
		.select('id')
		.where('slug', '=', 'secret-film')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('agendaItem')
		.values({
			meetingId: meeting.id,
			rank: 'a0',
			title: JSON.stringify({ original: 'en', texts: { en: 'Item' } }),
			filmId: film.id
		})
		.execute();
	const source = await db
		.insertInto('organisation')
		.values({ slug: 'source', name: 'Source' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const publication = await db
		.insertInto('publication')
		.values({
			dossierId: closedDossier,
			type: 'meeting-report',
			title: JSON.stringify({ original: 'en', texts: { en: 'Secret paper' } }),
			sourceId: source.id,
			datePrecision: 'unknown'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('publicationMeeting')
		.values({ publicationId: publication.id, meetingId: meeting.id })
		.execute();
});
afterAll(() => own.close());

test('what belongs to a members-only dossier is not on a public meeting’s page for others', async () => {
	for (const actor of [null, await newActor(own.db)]) {
		const programme = JSON.stringify(await getProgramme(own.db, actor, meeting.slug));
		expect(programme).not.toContain('secret-film');
		expect(programme).not.toContain('Secret paper');
	}
	const forMember = JSON.stringify(await getProgramme(own.db, member, meeting.slug));
	expect(forMember).toContain('secret-film');
	expect(forMember).toContain('Secret paper');
});

test('a report one may not see does not take the meeting off one’s timeline', async () => {
	const types = async (actor: Actor | null) =>
		(await listTimelineRows(own.db, actor, openDossier)).map(({ type }) => type);
	expect(await types(null)).toEqual(['meeting']);
	expect(await types(member)).toEqual([]);
});
