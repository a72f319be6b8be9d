import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newOrganisation } from '../../../../tests/support/dossier.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { readNextStep } from '#lib/model/next-step.ts';
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

test('whoever leads the line of a step owns it, and the step keeps what follows', async () => {
	const own = async (line: string) =>
		base.db.transaction().execute(async (trx) => {
			const owners = await Owners.load(trx, secretary, meetingId);
			return owners.own(readNextStep(line));
		});
	const [upsti, skouer] = [
		{ ownerOrganisationId: organisations.get('UPSTI') },
		{ ownerPersonId: people.get('Yann Skouer') }
	];
	for (const [line, owner, text] of [
		[
			'UPSTI : envoyer la liste avant le 15 mars 2021',
			upsti,
			'envoyer la liste avant le 15 mars 2021'
		],
		['UPSTI – send the list by 15 March 2021', upsti, 'send the list by 15 March 2021'],
		['UPSTI (secretariaat): de lijst sturen', upsti, 'de lijst sturen'],
		['Sr. Skouer - enviar la lista', skouer, 'enviar la lista'],
		['hr. Skouer: sende listen', skouer, 'sende listen'],
		['Yann Skouer — salle – Quand: 31/01/2026', skouer, 'Yann Skouer — salle'],
		['UPSTI : bilan', upsti, 'UPSTI : bilan']
	] as const)
		expect(await own(line), line).toEqual({ owner, text });
	for (const line of [
		'Budget (UPSTI) : envoyer la liste',
		'UPSTI, Medef Bretagne : envoyer la liste',
		'Pour UPSTI : envoyer la liste',
		'M. Inconnu : envoyer la liste',
		'Envoyer la liste : UPSTI',
		'UPSTI envoie la liste'
	])
		expect(await own(line), line).toEqual({ owner: null, text: line });
	// A column that names somebody else has been asked first.
	expect(await own('UPSTI : envoyer la liste – Qui: M. Inconnu')).toMatchObject({ owner: null });
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

test('a task with more colons and dashes than the one behind its owner is kept whole', async () => {
	const { db } = base;
	const whole = await newOrganisation(db, 'Rectorat - Rennes');
	const own = (line: string) =>
		db
			.transaction()
			.execute(async (trx) =>
				(await Owners.load(trx, secretary, meetingId)).own(readNextStep(line))
			);
	const upsti = { ownerOrganisationId: organisations.get('UPSTI') };
	expect(await own('UPSTI : envoyer le questionnaire (échéance : 1er décembre 2026)')).toEqual({
		owner: upsti,
		text: 'envoyer le questionnaire (échéance : 1er décembre 2026)'
	});
	expect(await own('UPSTI: send the list – in two languages')).toEqual({
		owner: upsti,
		text: 'send the list – in two languages'
	});
	expect(await own('Rectorat - Rennes : écrire aux lycées : oui')).toEqual({
		owner: { ownerOrganisationId: whole },
		text: 'écrire aux lycées : oui'
	});
});
