// Writes the types of the database schema; with --check it only says whether they are up to date.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { migrate } from './migrate.ts';
import { root } from './paths.ts';
import { Refusal, run, tell } from './progress.ts';
import { createEmptyDatabase, startScratchPostgres } from './scratch.ts';

const target = 'src/lib/server/platform/schema.ts';

function generate(url: string, isCheck: boolean) {
	const options = ['--dialect', 'postgres', '--url', url, '--out-file', target];
	const style = ['--camel-case', '--date-parser', 'string', '--exclude-pattern', 'kysely_*'];
	const mapping = ['--type-mapping', '{"int8":"number"}'];
	return promisify(execFile)(
		process.execPath,
		[
			'node_modules/kysely-codegen/dist/cli/bin.js',
			...options,
			...style,
			...mapping,
			...(isCheck ? ['--verify'] : [])
		],
		{ cwd: root, timeout: 60_000 }
	);
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
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		if (!isCheck || !stderr) throw error;
		throw new Refusal(`${stdout}${stderr}\n${target} is not up to date: run npm run db:types.`);
	} finally {
		await scratch.stop();
	}
});
