import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createEmptyDatabase, dropDatabase, nameDatabase } from './scratch.ts';

test('a database is dropped when its last connection has gone, which is not cut off', async () => {
	const server = nameDatabase(process.env.TEST_DATABASE_URL!, 'postgres');
	const name = `emvod_test_${randomBytes(8).toString('hex')}`;
	const url = await createEmptyDatabase(server, name);
	const faults: unknown[] = [];
	const late = new pg.Client({ connectionString: url });
	late.on('error', (fault) => faults.push(fault));
	await late.connect();
	const dropped = dropDatabase(server, name);
	await setTimeout(300);
	await late.query('select 1').catch((fault: unknown) => faults.push(fault));
	await late.end();
	await dropped;
	expect(faults).toEqual([]);
	const gone = new pg.Client({ connectionString: url });
	await expect(gone.connect()).rejects.toMatchObject({ code: '3D000' });
});
