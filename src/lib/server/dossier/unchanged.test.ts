import { sql, type CompiledQuery } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrangeTimeline } from '#lib/model/timeline.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { getDossierWithTimeline } from './dossier.ts';

let base: TestDatabase;
let slug: string;
let dossierId: string;
beforeAll(async () => {
	base = await testDatabase();
	dossierId = await newDossier(base.db);
	await newMeeting(base.db, dossierId);
	({ slug } = await base.db
		.selectFrom('dossier')
		.select('slug')
		.where('id', '=', dossierId)
		.executeTakeFirstOrThrow());
});
afterAll(() => base.close());

/** Every query that reading takes. */
async function record(read: () => Promise<unknown>): Promise<CompiledQuery[]> {
	const queries: CompiledQuery[] = [];
	const executor = base.db.getExecutor();
	const { executeQuery } = Object.getPrototypeOf(executor) as typeof executor;
	executor.executeQuery = (query, ...rest) => {
		queries.push(query as CompiledQuery);
		return executeQuery.call(executor, query, ...rest) as never;
	};
	await read();
	Reflect.deleteProperty(executor, 'executeQuery');
	return queries;
}

/** Tables that a query depends on, also behind views; functions that may read others are named as such. */
async function listRead({ sql: text, parameters }: CompiledQuery): Promise<string[]> {
	const given = parameters.map((value) =>
		Array.isArray(value) ? `'{${value.join(',')}}'` : `'${String(value)}'`
	);
	const statement = text.replace(/\$(\d+)/g, (_, at: string) => given[Number(at) - 1]!);
	const undo = new Error('undone');
	let names: string[] = [];
	await base.db
		.transaction()
		.execute(async (trx) => {
			await sql`CREATE VIEW probe AS ${sql.raw(statement)}`.execute(trx);
			const { rows } = await sql<{ name: string }>`
				WITH RECURSIVE used AS (
					SELECT 'pg_class'::regclass AS kind, 'probe'::regclass::oid AS id
					UNION
					SELECT d.refclassid::regclass, d.refobjid FROM used
					JOIN pg_rewrite rule ON used.kind = 'pg_class'::regclass AND rule.ev_class = used.id
					JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = rule.oid
					WHERE d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass)
				)
				SELECT c.relname AS name FROM used JOIN pg_class c ON c.oid = used.id
				WHERE used.kind = 'pg_class'::regclass AND c.relkind = 'r'
				UNION
				SELECT 'function ' || p.proname FROM used JOIN pg_proc p ON p.oid = used.id
				WHERE used.kind = 'pg_proc'::regclass AND p.provolatile <> 'i'
				ORDER BY name`.execute(trx);
			names = rows.map(({ name }) => name);
			throw undo;
		})
		.catch((fault: unknown) => {
			if (fault !== undo) throw fault;
		});
	return names;
}

test('every table that a public dossier is made of is counted, and no other', async () => {
	await sql`UPDATE dossier SET slug = slug`.execute(base.db);
	const queries = await record(() => getDossierWithTimeline(base.db, null, slug));
	expect(queries.length).toBeGreaterThan(7);
	const read = new Set<string>();
	for (const query of queries) for (const name of await listRead(query)) read.add(name);
	const { rows } = await sql<{ name: string }>`
		SELECT relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
		WHERE t.tgfoid = 'count_change'::regproc AND t.tgenabled = 'O'`.execute(base.db);
	read.delete('change_count');
	expect([...read].sort()).toEqual(rows.map(({ name }) => name).sort());
});

test('a visitor is given what was read before only while nothing changed; a member never is', async () => {
	const ask = () => record(() => getDossierWithTimeline(base.db, null, slug));
	await ask();
	expect(await ask()).toHaveLength(1);
	await sql`UPDATE meeting_day SET date = date + 1`.execute(base.db);
	expect((await ask()).length).toBeGreaterThan(7);
	const member = await newActor(base.db);
	const asked = () => record(() => getDossierWithTimeline(base.db, member, slug));
	await asked();
	expect((await asked()).length).toBeGreaterThan(6);
});

test('a dossier that is closed to visitors is gone at once', async () => {
	await getDossierWithTimeline(base.db, null, slug);
	await sql`UPDATE dossier SET visibility = 'members'`.execute(base.db);
	await expect(getDossierWithTimeline(base.db, null, slug)).rejects.toMatchObject({
		code: 'not_found'
	});
	await sql`UPDATE dossier SET visibility = 'public'`.execute(base.db);
	await expect(getDossierWithTimeline(base.db, null, slug)).resolves.toBeTruthy();
});

test('filters of one reader change nothing for the next', async () => {
	const whole = (await getDossierWithTimeline(base.db, null, slug)).timeline;
	expect(whole.dated).not.toEqual([]);
	const { timeline } = await getDossierWithTimeline(base.db, null, slug, { type: 'film' });
	expect(timeline.dated).toEqual([]);
	expect((await getDossierWithTimeline(base.db, null, slug)).timeline).toEqual(whole);
	expect(arrangeTimeline(whole.dated, null)).toMatchObject({ types: whole.types });
});
