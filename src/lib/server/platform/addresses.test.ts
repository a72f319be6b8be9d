import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { findFreeSlug, moveSlug } from './addresses.ts';

let own: TestDatabase;
beforeAll(async () => {
	own = await testDatabase();
});
afterAll(() => own.close());

/** An organisation of that name, at the next free address. */
const add = (name: string) =>
	own.db.transaction().execute(async (trx) => {
		const slug = await findFreeSlug(trx, 'organisation', name);
		return trx
			.insertInto('organisation')
			.values({ slug, name })
			.returning(['id', 'slug'])
			.executeTakeFirstOrThrow();
	});
const move = (from: { id: string; slug: string }, to: string) =>
	own.db.transaction().execute((trx) => moveSlug(trx, 'organisation', from, to));

test('many who ask for one address at once get one each', async () => {
	const all = await Promise.all(Array.from({ length: 5 }, () => add('Œuvre Nouvelle')));
	expect(all.map(({ slug }) => slug).sort()).toEqual([
		'oeuvre-nouvelle',
		'oeuvre-nouvelle-2',
		'oeuvre-nouvelle-3',
		'oeuvre-nouvelle-4',
		'oeuvre-nouvelle-5'
	]);
});

test('a former address is nobody else’s, but its owner may come back to it', async () => {
	const first = await add('First');
	const second = await add('Second');
	expect(await move(first, 'moved')).toBe(true);
	expect(await move(second, 'first')).toBe(false);
	expect(await move(second, 'moved')).toBe(false);
	expect((await add('First')).slug).toBe('first-2');
	expect(await move({ id: first.id, slug: 'moved' }, 'first')).toBe(true);
	const former = await own.db
		.selectFrom('formerSlug')
		.where('targetId', '=', first.id)
		.select('slug')
		.execute();
	expect(former).toEqual([{ slug: 'moved' }]);
});

test('words without a letter for an address leave the kind of the thing', async () => {
	expect((await add('日本')).slug).toBe('organisation');
});
