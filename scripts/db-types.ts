// Writes the types of the database schema; with --check it only says whether they are up to date.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { migrate } from './migrate.ts';
import { root } from './paths.ts';
import { Refusal, run, tell } from './progress.ts';
import { createEmptyDatabase, startScratchPostgres } from './scratch.ts';

const target = 'src/lib/server/platform/schema.ts';

/**
 * The pg types of platform/db.ts: a date stays text, a bigint is a number. In a process of its own,
 * because it never closes its connections.
 */
async function generate(url: string, isCheck: boolean): Promise<void> {
	const program = fileURLToPath(new URL('cli/bin.js', import.meta.resolve('kysely-codegen')));
	const where = ['--dialect', 'postgres', '--url', url, '--out-file', join(root, target)];
	const style = ['--camel-case', '--date-parser', 'string', '--exclude-pattern', 'kysely_*'];
	const mapping = ['--type-mapping', '{"int8":"number"}'];
	const argv = [...where, ...style, ...mapping, ...(isCheck ? ['--verify'] : [])];
	await promisify(execFile)(process.execPath, [program, ...argv], { timeout: 60_000 });
}

await run(async () => {
	const isCheck = process.argv.includes('--check');
	const scratch = await startScratchPostgres();
	try {
		const url = await createEmptyDatabase(scratch.url, 'emvod_types');
		await migrate(url);
		await generate(url, isCheck);
		tell(`${target} ${isCheck ? 'is up to date' : 'written'}`);
	} catch (error) {
		const { stderr } = error as { stderr?: string };
		if (!isCheck || !stderr) throw error;
		const difference = stderr.split('\n').filter((line) => /^\s*[-+✗]/.test(line));
		throw new Refusal(
			`${target} does not fit the migrations; run npm run db:types.\n${difference.join('\n')}`
		);
	} finally {
		await scratch.stop();
	}
});
