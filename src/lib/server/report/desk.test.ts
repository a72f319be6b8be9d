import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier } from '../../../../tests/support/people.ts';
import { opensDesk, readDesk } from './desk.ts';

let test_: TestDatabase;
beforeAll(async () => {
	test_ = await testDatabase();
});
afterAll(() => test_.close());

test('the desk is offered to whoever can open it, and to nobody else', async () => {
	const { db } = test_;
	const [editor, publisher] = [await newActor(db), await newActor(db)];
	const admin = await newActor(db, { isAdmin: true });
	await newDossier(db, [
		[editor, 'edit'],
		[publisher, 'publish']
	]);
	const guest = { ...publisher, isGuest: true };
	for (const [actor, opens] of [
		[null, false],
		[editor, false],
		[guest, false],
		[publisher, true],
		[admin, true]
	] as const)
		expect(await opensDesk(db, actor)).toBe(opens);
	await expect(readDesk(db, editor)).rejects.toMatchObject({ code: 'not_found' });
	expect(await readDesk(db, publisher)).toMatchObject({ waiting: [] });
});
