import type { Component } from 'svelte';
import { expect, onTestFinished, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { listKnownPeople, recordBasis } from '#lib/server/people/names.ts';
import ErasureForm from '../../src/routes/(app)/desk/people/[id=uuid]/ErasureForm.svelte';
import PeoplePage from '../../src/routes/(app)/desk/people/+page.svelte';
import { testDatabase } from '../support/database.ts';
import { renderPage } from '../support/pages.ts';
import { newActor, newDossier, newMeeting } from '../support/people.ts';

test('the list of people says what single meetings record, of those the reader looks after', async () => {
	const own = await testDatabase();
	onTestFinished(() => own.close());
	const { db } = own;
	const secretary = await newActor(db, { name: 'Secretary' });
	const meeting = await newMeeting(db, await newDossier(db, [[secretary, 'publish']]));
	const { personId: id } = await newActor(db, { name: 'Printed Once' });
	const seat = { meetingId: meeting.id, personId: id, kind: 'participant' };
	await db.insertInto('seat').values(seat).execute();
	await recordBasis(db, secretary, id, meeting.id, 'consent');
	const elsewhere = await newMeeting(db, await newDossier(db, []));
	const row = { personId: id, meetingId: elsewhere.id, basis: 'refused' };
	await db.insertInto('nameBasis').values(row).execute();
	const find = async (actor: Actor) => {
		const people = await listKnownPeople(db, actor, 'Printed Once');
		const page = await renderPage(
			PeoplePage as Component,
			{ data: { people, query: '', erased: false, annexes: null } },
			{ path: '/desk/people' }
		);
		return page.text;
	};
	expect(await find(secretary)).toContain(
		'in one meeting: the person agreed · elsewhere: nothing recorded: the role is printed'
	);
	expect(await find(secretary)).not.toContain('refused');
	expect(await find({ ...secretary, isAdmin: true })).toContain('in one meeting: refused');
	await recordBasis(db, secretary, id, meeting.id, '');
	expect(await find(secretary)).not.toContain('in one meeting');
});

test('what is left of a name in annexes looks like a warning, and nothing left does not', async () => {
	const annex = { id: 'a', title: { text: 'A file', lang: 'en' }, href: '/a', desk: '/desk/b' };
	const meeting = { original: 'en', texts: { en: 'A meeting' } };
	const one = [{ ...annex, meeting }];
	const none = { holding: [], unread: [], elsewhere: 0 };
	const people = { entries: [], page: 1, hasMore: false };
	const tones = async (looked: object) => {
		const form = { role: 'teacher', refused: null, looked: { looked, values: {} } };
		const list = { data: { people, query: '', erased: true, annexes: looked } };
		const pages = [
			await renderPage(ErasureForm as Component, form, { path: '/desk/people/a' }),
			await renderPage(PeoplePage as Component, list, { path: '/desk/people' })
		];
		return pages.map(({ html }) => /class="notice (\w+)/.exec(html)?.[1]);
	};
	expect(await tones({ ...none, holding: one })).toEqual(['warn', 'warn']);
	expect(await tones({ ...none, unread: one })).toEqual(['warn', 'warn']);
	expect(await tones({ ...none, elsewhere: 2 })).toEqual(['warn', 'warn']);
	expect(await tones(none)).toEqual(['ok', 'ok']);
});
