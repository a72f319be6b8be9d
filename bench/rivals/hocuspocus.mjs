// Hocuspocus as its documentation sets it up with the database extension; PORT, PG_URL, DEBOUNCE.
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import pg from 'pg';

const { PORT, PG_URL, DEBOUNCE } = process.env;
const pool = new pg.Pool({ connectionString: PG_URL, max: 6 });
const STORE = `INSERT INTO documents (name, data) VALUES ($1, $2) ON CONFLICT (name)
	DO UPDATE SET data = excluded.data, version = documents.version + 1`;
const server = new Server({
	port: Number(PORT),
	address: '127.0.0.1',
	quiet: true,
	...(DEBOUNCE ? { debounce: Number(DEBOUNCE) } : {}),
	extensions: [
		new Database({
			async fetch({ documentName }) {
				const text = 'SELECT data FROM documents WHERE name = $1';
				const { rows } = await pool.query({ name: 'fetch', text, values: [documentName] });
				return rows[0]?.data ?? null;
			},
			async store({ documentName, state }) {
				await pool.query({ name: 'store', text: STORE, values: [documentName, state] });
			}
		})
	]
});
await server.listen();
