import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { acceptInvitation, createInvitation } from './invitations.ts';
import { listKnownPeople, readPerson, recordBasis, savePerson } from './names.ts';

let own: TestDatabase;
let secretary: Actor;
let stranger: Actor;
let meeting: { id: string; slug: string };
beforeAll(async () => {
	own = await testDatabase();
	secretary = await newActor(own.db, { name: 'Secretary' });
	stranger = await newActor(own.db, { name: 'Stranger' });
	meeting = await newMeeting(own.db, await newDossier(own.db, [[secretary, 'publish']]));
	await newDossier(own.db, [[stranger, 'publish']]);
});
afterAll(() => own.close());

async function invite(name: string, mayPublish?: boolean): Promise<string> {
	const { token } = await createInvitation(
		own.db,
		secretary,
		meeting.id,
		{ label: name, organisationId: '', seatKind: 'participant', uses: 1, days: 7, email: '' },
		() => ({ subject: '', text: '' })
	);
	await acceptInvitation(own.db, token, name, '', mayPublish);
	const { id } = await own.db
		.selectFrom('person')
		.where('name', '=', name)
		.select('id')
		.executeTakeFirstOrThrow();
	return id;
}

async function printed(personId: string, meetingId: string): Promise<string | null> {
	const { rows } = await sql<{ name: string | null }>`
		SELECT printed_name(person, ${meetingId}) AS name FROM person WHERE id = ${personId}`.execute(
		own.db
	);
	return rows[0]!.name;
}

test('a name is printed in the meeting for which consent was given at sign-up, and nowhere else', async () => {
	const [silent, agreed] = [await invite('Silent Guest'), await invite('Open Guest', true)];
	const other = await newMeeting(own.db, await newDossier(own.db, []));
	expect(await printed(silent, meeting.id)).toBeNull();
	expect(await printed(agreed, meeting.id)).toBe('Open Guest');
	expect(await printed(agreed, other.id)).toBeNull();
	expect((await readPerson(own.db, secretary, agreed)).meetings).toEqual([
		expect.objectContaining({ slug: meeting.slug, basis: 'consent' })
	]);
});

test('what one meeting records goes before what holds for all', async () => {
	const id = await invite('Office Holder');
	await savePerson(own.db, secretary, id, {
		name: 'Office Holder',
		roleLabel: 'Mayor',
		standing: 'public-role'
	});
	expect(await printed(id, meeting.id)).toBe('Office Holder');
	await recordBasis(own.db, secretary, id, meeting.id, 'refused');
	expect(await printed(id, meeting.id)).toBeNull();
	await recordBasis(own.db, secretary, id, meeting.id, '');
	expect(await printed(id, meeting.id)).toBe('Office Holder');
	await savePerson(own.db, secretary, id, { name: 'Office Holder', roleLabel: '', standing: '' });
	expect(await printed(id, meeting.id)).toBeNull();
});

test('the people of another dossier do not exist', async () => {
	const id = await invite('Hidden Guest');
	expect((await listKnownPeople(own.db, secretary)).entries.map(({ name }) => name)).toContain(
		'Hidden Guest'
	);
	expect((await listKnownPeople(own.db, stranger)).entries.map(({ name }) => name)).not.toContain(
		'Hidden Guest'
	);
	await expect(readPerson(own.db, stranger, id)).rejects.toMatchObject({ status: 404 });
	await expect(
		savePerson(own.db, stranger, id, { name: 'x', roleLabel: '', standing: 'consent' })
	).rejects.toMatchObject({ status: 404 });
	const elsewhere = await newMeeting(own.db, await newDossier(own.db, []));
	await expect(recordBasis(own.db, secretary, id, elsewhere.id, 'consent')).rejects.toMatchObject({
		status: 404
	});
});

test('nobody but an administrator renames whoever has an account', async () => {
	const id = await invite('Account Holder');
	await own.db
		.insertInto('account')
		.values({ personId: id, email: 'holder@demo.example', passwordHash: 'x' })
		.execute();
	const rename = { name: 'Somebody Else', roleLabel: '', standing: '' as const };
	await expect(savePerson(own.db, secretary, id, rename)).rejects.toMatchObject({
		code: 'person_account'
	});
	await savePerson(own.db, { ...secretary, isAdmin: true }, id, rename);
	expect((await readPerson(own.db, secretary, id)).name).toBe('Somebody Else');
});
