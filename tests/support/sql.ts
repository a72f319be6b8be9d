import pg from 'pg';
import { stack } from './control.ts';

/** Runs one statement on the database of the running stack, for what no page can bring about. */
export async function query(
	sql: string,
	values: unknown[] = []
): Promise<Array<Record<string, string | number | boolean>>> {
	const client = new pg.Client({ connectionString: stack.databaseUrl });
	await client.connect();
	try {
		return (await client.query<Record<string, string | number | boolean>>(sql, values)).rows;
	} finally {
		await client.end();
	}
}
