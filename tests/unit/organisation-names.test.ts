import { afterAll, beforeAll, expect, test } from 'vitest';
import * as v from 'valibot';
import type { Actor } from '#lib/model/actor.ts';
import { listStaleTexts } from '#lib/server/dossier/gaps.ts';
import { addAttendant, listAttendantNamesakes } from '#lib/server/meeting/attendance-list.ts';
import { listOwningPeople } from '#lib/server/meeting/owner.rows.ts';
import {
	OrganisationInput,
	readOrganisationToEdit,
	saveOrganisation
} from '#lib/server/people/organisations.ts';
import { createInvitation } from '#lib/server/people/invitations.ts';
import { listAttendance } from '#lib/server/report/attendance.rows.ts';
import { listComments } from '#lib/server/report/comment.rows.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import OrganisationForm from '../../src/routes/(app)/desk/organisations/OrganisationForm.svelte';
import { exportPerson } from '#lib/server/report/person-export.ts';
import CommentEntry from '../../src/routes/(public)/reports/CommentEntry.svelte';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { holdMeeting } from '../support/held-meeting.ts';
import { addActor } from '../support/meeting.ts';
import { newActor, newDossier, newMeeting } from '../support/people.ts';
import { renderPage } from '../support/pages.ts';
import { publishHeld } from '../support/publish-held.ts';
import { findRoute, visit } from '../support/sweep/visitor.ts';

/* Organisations and their names in languages: called so wherever their people stand, and kept right. */

let own: TestDatabase;
let secretariat: Actor;
let dossierId: string;
let organisationId: string;
let close: () => Promise<void>;
beforeAll(async () => {
	own = await testDatabase();
	process.env.DATABASE_URL = own.url;
	const { getDb } = await import('#lib/server/platform/db.ts');
	close = () => getDb().destroy();
	secretariat = await newActor(own.db, { name: 'Secretariat' });
	dossierId = await newDossier(own.db, [[secretariat, 'publish']]);
	const label = { original: 'fr', texts: { fr: 'Le rectorat', en: 'The rectorate' } };
	const row = await own.db
		.insertInto('organisation')
		.values({ slug: 'rectorate', label: JSON.stringify(label) })
		.returning('id')
		.executeTakeFirstOrThrow();
	organisationId = row.id;
});
afterAll(async () => {
	await close();
	await own.close();
});

const join = (name: string) =>
	addActor(own.db, name, { dossierId, level: 'take-part' }, organisationId);
async function open(path: string, actor: Actor | null = secretariat) {
	const { route, params } = findRoute(new URL(path, 'https://emvod.example').pathname)!;
	return (await visit(route, params, path, { actor })).page!.text;
}

test('the people of the desk, and whom one may be merged with', async () => {
	const [{ personId: id }, { personId: other }] = [
		await join('Annick One'),
		await join('Annick Two')
	];
	for (const path of [
		'/desk/people?q=Annick',
		'/desk/people?q=rectorat',
		`/desk/people/${id}`,
		`/desk/people/${id}/merge?q=Annick`,
		`/desk/people/${id}/merge?with=${other}`
	])
		expect(await open(path), path).toContain('The rectorate');
});

test('whoever opens their invitation reads for whom it is', async () => {
	const meeting = await newMeeting(own.db, dossierId);
	const input = { label: 'Seat', seatKind: 'participant', uses: 1, days: 7, email: '' } as const;
	const { token } = await createInvitation(
		own.db,
		secretariat,
		meeting.id,
		{ ...input, organisationId },
		() => ({ subject: '', text: '' })
	);
	expect(await open(`/invitation/${token}`, null)).toContain('The rectorate');
});

test('of several who bear a name it tells who is meant, on the list and among owners', async () => {
	const { db } = own;
	const { id, slug } = await newMeeting(db, dossierId);
	await join('Homer Nym');
	await addActor(db, 'Homer Nym', { dossierId, level: 'take-part' });
	const known = await listAttendantNamesakes(db, secretariat, slug, {
		person: 'Homer Nym',
		of: ''
	});
	expect(known.map(({ organisation }) => organisation?.slug ?? null).sort()).toEqual(
		[null, 'rectorate'].sort()
	);
	const told = (await listOwningPeople(db, secretariat, { ids: [id] })).map((one) => one.told);
	expect(told).toEqual(expect.arrayContaining(['Homer Nym', 'Homer Nym, Le rectorat']));
	await addAttendant(db, secretariat, slug, {
		...{ person: 'Yann Came', role: 'Head', of: 'Le rectorat', who: '' },
		...{ state: 'present', seat: null, heads: null }
	});
	const list = await listAttendance(db, id, ['public', 'members', 'restricted']);
	expect(list.map(({ name }) => name)).toContain('Head (Le rectorat)');
});

test('what is stored about a person names it too', async () => {
	const { db } = own;
	const reader = await join('Exported');
	const { id: meetingId } = await newMeeting(db, dossierId);
	const { personId } = reader;
	await db
		.insertInto('attendancePerson')
		.values({ meetingId, personId, organisationId, state: 'present' })
		.execute();
	const stored = JSON.stringify(await exportPerson(db, reader, personId));
	expect(stored.match(/"organisation":"Le rectorat"/g)).toHaveLength(2);
});

test('a comment on a report is signed with it', async () => {
	const { db } = own;
	const held = await holdMeeting(db, 'commented');
	await fileReport(db, held.meetingId);
	await publishHeld(db, held);
	const { id: reportId } = await db
		.selectFrom('report')
		.where('meetingId', '=', held.meetingId)
		.select('id')
		.executeTakeFirstOrThrow();
	const { personId } = await join('Commenter');
	const said = { reportId, version: 1, personId, organisationId, text: 'A word' };
	await db.insertInto('reportComment').values(said).execute();
	const [comment] = await listComments(db, reportId);
	const props = { comment, about: null, zone: 'UTC' };
	const { text } = await renderPage(CommentEntry, props, { path: '/reports/commented' });
	expect(text).toContain('Commenter, The rectorate');
});

test('a name in a language of no field of its own waits too, in the field it gets', async () => {
	await own.db
		.insertInto('organisation')
		.values({
			slug: 'basque-office',
			label: JSON.stringify({
				original: 'fr',
				texts: { fr: 'Office', eu: 'Erakundea', br: 'Ofis' }
			})
		})
		.execute();
	const save = async (fields: Record<string, string>) => {
		const { edited } = await readOrganisationToEdit(own.db, secretariat, 'basque-office');
		const input = v.parse(OrganisationInput, { name: '', edited: String(edited), ...fields });
		await saveOrganisation(own.db, secretariat, 'basque-office', input);
		return (await readOrganisationToEdit(own.db, secretariat, 'basque-office')).label;
	};
	const waiting = async () =>
		(await listStaleTexts(own.db, secretariat))
			.map(({ href }) => href)
			.filter((href) => href.includes('/basque-office#'));
	await save({ label_fr: 'Bureau', label_eu: 'Erakundea', label_br: 'Ofis' });
	expect(await waiting()).toEqual(
		['br', 'eu'].map((tag) => `/desk/organisations/basque-office#label_${tag}`)
	);
	const organisation = await readOrganisationToEdit(own.db, secretariat, 'basque-office');
	const props = { organisation, refused: null };
	const { html } = await renderPage(OrganisationForm, props, { path: '/desk/organisations/x' });
	for (const part of ['id="label_eu"', 'name="same_eu"', 'value="Erakundea"'])
		expect(html).toContain(part);
	expect(organisation.label?.states).toEqual({ eu: 'outdated', br: 'outdated' });
	expect(await save({ label_fr: 'Bureau', label_eu: 'Bulegoa', label_br: '' })).toEqual({
		original: 'fr',
		texts: { fr: 'Bureau', eu: 'Bulegoa' },
		states: { eu: 'human' }
	});
	expect(await waiting()).toEqual([]);
});
