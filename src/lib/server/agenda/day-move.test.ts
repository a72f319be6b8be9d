import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { addActor, addDossier, addMeeting } from '../../../../tests/support/meeting.ts';
import { getProgramme } from '../meeting/programme.ts';
import { runCommand } from './commands.ts';

let own: TestDatabase;
beforeAll(async () => {
	own = await testDatabase();
});
afterAll(() => own.close());

test('a day of an announced meeting that changes its date or hours leaves the old ones on record', async () => {
	const { db } = own;
	const dossierId = await addDossier(db);
	const editor = await addActor(db, 'Editor', { dossierId, level: 'edit' });
	const { meetingId, slug } = await addMeeting(db, dossierId, []);
	const edit = (args: object) =>
		runCommand(db, editor, {
			meetingId,
			commandId: randomUUID(),
			type: 'day.edit',
			args: { day: 1, date: '2026-06-12', to: '2026-06-12', ...args }
		});
	const moves = async () =>
		(await getProgramme(db, null, slug)).statusHistory.map(({ status, from, to, was }) => ({
			status,
			...(from && { from, to }),
			...(was && { hours: was.hours?.map(({ starts }) => starts) })
		}));
	await edit({ starts: '10:00' });
	const hours = [{ status: 'changed', hours: ['09:00'] }];
	expect(await moves()).toEqual(hours);
	await edit({ starts: '10:00' });
	expect(await moves()).toEqual(hours);
	await edit({ starts: '10:00', to: '2026-06-19' });
	const move = { status: 'moved', from: ['2026-06-12'], to: ['2026-06-19'] };
	expect(await moves()).toEqual([...hours, move]);
	await edit({ date: '2026-06-19', to: '2026-06-26', starts: '11:00' });
	const both = { status: 'moved', from: ['2026-06-19'], to: ['2026-06-26'], hours: ['10:00'] };
	expect(await moves()).toEqual([...hours, move, both]);
});
