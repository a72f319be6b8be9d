import { expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';

test('each clone has the schema, no rows, and nothing of its neighbour', async () => {
	const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
	try {
		await one.db.insertInto('person').values({ name: 'A' }).execute();
		const count = one.db.selectFrom('person').select('name');
		expect(await count.execute()).toEqual([{ name: 'A' }]);
		expect(await two.db.selectFrom('person').select('name').execute()).toEqual([]);
	} finally {
		await Promise.all([one.close(), two.close()]);
	}
});
