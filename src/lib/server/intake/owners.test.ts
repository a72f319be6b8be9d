import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newOrganisation } from '../../../../tests/support/dossier.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { Owners } from './owners.ts';

let base: TestDatabase;
let secretary: Actor;
let meetingId: string;
const people = new Map<string, string>();
const organisations = new Map<string, string>();
beforeAll(async () => {
	base = await testDatabase();
	const { db } = base;
	secretary = await newActor(db, { name: 'Sekretær' });
	const members: Actor[] = [];
	for (const name of [
		'Yann Skouer',
		'Anne Kozh',
		'Paul Kozh',
		'Mari L’Hostis',
		'Jo Doble',
		'Jo Doble'
	])
		members.push(await newActor(db, { name }));
	for (const { name, personId } of members) people.set(name, personId);
	await newActor(db, { name: 'Ines Elders' });
	const dossierId = await newDossier(db, [
		[secretary, 'publish'],
		...members.map((one) => [one, 'read'] as [Actor, 'read'])
	]);
	meetingId = (await newMeeting(db, dossierId)).id;
	for (const name of ['UPSTI', 'Medef Bretagne'])
		organisations.set(name, await newOrganisation(db, name));
});
afterAll(() => base.close());

const find = async (words: string) =>
	base.db
		.transaction()
		.execute(async (trx) => (await Owners.load(trx, secretary, meetingId)).find(words));

test('an owner is the organisation, or the person of the meeting, that the words name', async () => {
	for (const [words, name] of [
		['UPSTI', 'UPSTI'],
		['medef bretagne', 'Medef Bretagne'],
		['M. Skouer (UPSTI)', 'UPSTI']
	] as const)
		expect(await find(words), words).toEqual({ ownerOrganisationId: organisations.get(name) });
	for (const [words, name] of [
		['Yann SKOUER', 'Yann Skouer'],
		['M. Skouer', 'Yann Skouer'],
		['Y. Skouer', 'Yann Skouer'],
		['dhr. Skouer', 'Yann Skouer'],
		['Sr. Skouer', 'Yann Skouer'],
		['hr. Skouer', 'Yann Skouer'],
		['A. Kozh', 'Anne Kozh'],
		["Mme L'Hostis", 'Mari L’Hostis']
	] as const)
		expect(await find(words), words).toEqual({ ownerPersonId: people.get(name) });
});

test('several, one of two who may be meant, strangers and other words are no owner', async () => {
	for (const words of [
		'UPSTI, Medef Bretagne',
		'UPSTI ; Yann Skouer',
		'M. Skouer et Mme Kozh',
		'Mme Kozh',
		'Jo Doble',
		'Z. Skouer',
		'Ines Elders',
		'à définir',
		''
	])
		expect(await find(words), words).toBeNull();
});
