import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier } from '../../../../tests/support/people.ts';
import { levelIn, requireLevel } from './permissions.ts';

let own: TestDatabase;
beforeAll(async () => {
	own = await testDatabase();
});
afterAll(() => own.close());

const LEVELS = ['read', 'take-part', 'edit', 'publish'] as const;

test('four rights, each holding those below it, and any role label beside them', async () => {
	const { db } = own;
	for (const [at, level] of LEVELS.entries())
		for (const roleLabel of ['ambassador', 'office holder', 'whatever one is called']) {
			const actor = await newActor(db);
			const dossierId = await newDossier(db, [[actor, level]]);
			await db
				.updateTable('dossierMember')
				.set({ roleLabel })
				.where('dossierId', '=', dossierId)
				.execute();
			expect(await levelIn(db, actor, dossierId)).toBe(level);
			for (const [needed, wish] of LEVELS.entries()) {
				const asked = requireLevel(db, actor, dossierId, wish);
				if (needed <= at) await expect(asked).resolves.toBeUndefined();
				else await expect(asked).rejects.toMatchObject({ status: 404 });
			}
		}
	const actor = await newActor(db);
	await expect(newDossier(db, [[actor, 'ambassador' as 'read']])).rejects.toThrow(/level/);
});
