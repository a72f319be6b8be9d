import { once } from 'node:events';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { Agent, get } from 'node:http';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { getDossierWithTimeline } from '#lib/server/dossier/dossier.ts';
import { readSharedTexts } from '#lib/server/dossier/shared-texts.ts';
import { createDatabase, createPool } from '#lib/server/platform/db.ts';
import { loadDemo } from '../scripts/demo.ts';
import { migrate } from '../scripts/migrate.ts';
import { root } from '../scripts/paths.ts';
import { findFreePort } from '../scripts/ports.ts';
import { createEmptyDatabase, startScratchPostgres } from '../scripts/scratch.ts';
import { fillDossier } from './support/many-entries.ts';
import { percentile, record } from './support/record.ts';

const ENTRIES = 1000;
const ROUNDS = 5;
const SECONDS = 6;
const CONNECTIONS = 8;

/**
 * The page of a dossier with 1,000 entries beside a route of the same application that renders the
 * same components over the same data from memory: what the database and our own rules cost.
 */
const scratch = await startScratchPostgres();
const folder = mkdtempSync(join(tmpdir(), 'emvod-bare-'));
let stop = async () => {};
try {
	const url = await createEmptyDatabase(scratch.url, 'emvod_bench_dossier');
	await migrate(url);
	await loadDemo(url, { mediaDir: join(folder, 'media'), meeting: null });
	const db = createDatabase(createPool(url, 5));
	await fillDossier(db, 'bretagne', ENTRIES);
	// As the database does by itself within a minute.
	await sql`VACUUM ANALYZE`.execute(db);
	const { dossier, timeline } = await getDossierWithTimeline(db, null, 'bretagne');
	const shared = await readSharedTexts(db);
	buildWithBareRoute({ dossier, timeline, shared, filter: { type: null, language: null } });
	await runNode('scripts/build.ts');
	const port = await findFreePort();
	stop = await serve(port, url);
	const address = `http://127.0.0.1:${port}`;
	const pages = { dossier: `${address}/dossiers/bretagne`, bare: `${address}/bare` };
	const size = (await fetchOnce(pages.dossier)).length;
	const bareSize = (await fetchOnce(pages.bare)).length;
	if (Math.abs(size / bareSize - 1) > 0.01)
		throw new Error(`not the same markup: ${size} and ${bareSize} bytes`);
	const rates = { dossier: [] as number[], bare: [] as number[] };
	const times = { dossier: [] as number[], bare: [] as number[], changed: [] as number[] };
	for (const name of ['dossier', 'bare'] as const) await load(pages[name], 2, CONNECTIONS);
	for (let round = 0; round < ROUNDS; round++)
		for (const name of ['dossier', 'bare'] as const) {
			times[name].push(...(await load(pages[name], 2, 1)));
			rates[name].push((await load(pages[name], SECONDS, CONNECTIONS)).length / SECONDS);
		}
	for (let time = 0; time < 8 * ROUNDS; time++) {
		await sql`UPDATE result SET date = date WHERE id = (SELECT id FROM result LIMIT 1)`.execute(db);
		times.changed.push(...(await load(pages.dossier, 0, 1)));
	}
	await db.destroy();
	const row = (title: string, name: keyof typeof times) =>
		`| ${title} | ${percentile(times[name], 0.5).toFixed(1)} | ${percentile(times[name], 0.95).toFixed(1)} | ${name === 'changed' ? '' : percentile(rates[name], 0.5).toFixed(1)} |`;
	const ratio = percentile(rates.dossier, 0.5) / percentile(rates.bare, 0.5);
	const speed = percentile(times.bare, 0.5) / percentile(times.dossier, 0.5);
	record('dossier', 'A dossier with 1,000 entries', [
		`${timeline.dated.length + timeline.undated.length} entries on one page of ${(size / 1024).toFixed(0)} KB before compression; one process, PostgreSQL, the`,
		`load and the measuring on the same two cores. The bare route renders the same components over the`,
		`same data from memory. Requests/s: ${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${SECONDS} s in turn.`,
		`What a visitor is given is read again after each change (decision 044), which the second row does`,
		`before each request. The dossier serves ${ratio.toFixed(2)}× as many as the bare route (bar: 0.8), and answers one request at`,
		`${speed.toFixed(2)}× its speed.`,
		'',
		'| | one request p50 ms | p95 ms | requests/s |',
		'|---|---|---|---|',
		row('dossier', 'dossier'),
		row('dossier, just changed', 'changed'),
		row('bare route', 'bare')
	]);
} finally {
	await stop();
	await scratch.stop();
	rmSync(folder, { recursive: true, force: true });
}

function buildWithBareRoute(data: object): void {
	for (const name of ['src', 'messages', 'static', 'project.inlang', 'scripts', 'migrations'])
		cpSync(join(root, name), join(folder, name), { recursive: true });
	for (const name of [
		'package.json',
		'package-lock.json',
		'tsconfig.json',
		'svelte.config.js',
		'vite.config.ts',
		'paraglide.config.ts',
		'server.ts'
	])
		cpSync(join(root, name), join(folder, name));
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
	const route = join(folder, 'src/routes/(public)/bare');
	mkdirSync(route);
	writeFileSync(
		join(route, '+page.server.ts'),
		`const data = ${JSON.stringify(data)};\nexport const load = () => data;\n`
	);
	writeFileSync(
		join(route, '+page.svelte'),
		`<script>\n\timport Page from '../dossiers/[slug]/+page.svelte';\n\tlet { data } = $props();\n</script>\n\n<Page {data} />\n`
	);
	cpSync(join(route, '../dossiers/[slug]/+page.ts'), join(route, '+page.ts'));
	const entries = join(folder, 'src/lib/server/people/entries.ts');
	writeFileSync(
		entries,
		readFileSync(entries, 'utf8').replace(
			"'/(public)/calendar.ics'",
			"'/(public)/bare': 'public',\n\t'/(public)/calendar.ics'"
		)
	);
}

async function runNode(script: string): Promise<void> {
	const child = spawn(process.execPath, [script], { cwd: folder, stdio: 'inherit' });
	const [code] = (await once(child, 'exit')) as [number | null];
	if (code !== 0) throw new Error(`${script} ended with ${code}`);
}

async function serve(port: number, url: string): Promise<() => Promise<void>> {
	const env = {
		...process.env,
		DATABASE_URL: url,
		EMVOD_DATA: join(folder, 'data'),
		EMVOD_DEMO: '1',
		HOST: '127.0.0.1',
		PORT: String(port),
		LOG_LEVEL: 'error'
	};
	mkdirSync(join(folder, 'data/media'), { recursive: true });
	const child = spawn(process.execPath, ['scripts/serve.ts'], {
		cwd: folder,
		env,
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	await Promise.race([
		once(child, 'message'),
		once(child, 'exit').then(() => Promise.reject(new Error('the application did not start')))
	]);
	return async () => {
		const exit = once(child, 'exit');
		child.kill('SIGTERM');
		await exit;
	};
}

function fetchOnce(url: string, agent?: Agent): Promise<string> {
	return new Promise((done, fail) => {
		get(url, { agent }, (answer) => {
			let body = '';
			answer.setEncoding('utf8');
			answer.on('data', (text: string) => (body += text));
			answer.on('end', () =>
				answer.statusCode === 200 ? done(body) : fail(new Error(`${url}: ${answer.statusCode}`))
			);
		}).on('error', fail);
	});
}

/** Milliseconds of every request that `connections` made one after the other in `seconds`, each at least one. */
async function load(url: string, seconds: number, connections: number): Promise<number[]> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const end = performance.now() + seconds * 1000;
	const samples: number[] = [];
	async function ask() {
		do {
			const began = performance.now();
			await fetchOnce(url, agent);
			samples.push(performance.now() - began);
		} while (performance.now() < end);
	}
	await Promise.all(Array.from({ length: connections }, ask));
	agent.destroy();
	return samples;
}
