import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { ChaosStage, story } from '../../../../tests/support/notes-chaos.ts';
import { addItem } from '../../../../tests/support/notes.ts';

let base: TestDatabase;
let stage: ChaosStage;
beforeAll(async () => {
	base = await testDatabase();
	stage = await ChaosStage.open(base.db, base.url);
}, 30_000);
afterAll(async () => {
	await stage.close();
	await base.close();
});

/* More seeds: npm run bench -- notes-chaos. */
test('whatever lines, servers and the database do, all end with one text and nothing acknowledged is lost', async () => {
	let round = 0;
	await fc.assert(
		fc.asyncProperty(story, async (told) => {
			const itemId = await addItem(base.db, stage.world.meetingId, `chaos${round++}`);
			await stage.play(itemId, told);
		}),
		{ numRuns: 3, seed: 20261126, endOnFailure: true }
	);
}, 180_000);
