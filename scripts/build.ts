import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provideMessages } from './messages.ts';
import { root } from './paths.ts';
import { during, Refusal, run, tell } from './progress.ts';

const sources = [
	'src/**/*',
	'messages/**/*.json',
	'static/**/*',
	'project.inlang/settings.json',
	'{svelte,vite,paraglide}.config.{js,ts}',
	'package-lock.json'
];
const made = /^src\/lib\/paraglide\/|\.test\.ts$/;

/** A digest of everything the build is made from; it does not depend on file times. */
export function digestSources(folder: string): string {
	const digest = createHash('sha256');
	const entries = globSync(sources, { cwd: folder, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.filter((path) => !made.test(path.replaceAll('\\', '/')));
	for (const path of entries.sort()) {
		digest
			.update(`${path}\0`)
			.update(readFileSync(join(folder, path)))
			.update('\0');
	}
	return digest.digest('hex');
}

function readBuilt(): string | undefined {
	try {
		readFileSync(join(root, 'build/handler.js'));
		return readFileSync(join(root, 'build/sources.sha256'), 'utf8');
	} catch {
		return undefined;
	}
}

/** Builds the application unless the build in place was made from these very sources. */
export async function buildIfStale(signal?: AbortSignal): Promise<void> {
	const digest = digestSources(root);
	if (readBuilt() === digest) return tell('Build is up to date');
	tell('Building the application: half a minute, several on a slow machine');
	await during('building the application', async () => {
		await provideMessages(signal);
		await runNode(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], signal);
	});
	writeFileSync(join(root, 'build/sources.sha256'), digest);
	tell('Application built');
}

async function runNode(args: string[], signal?: AbortSignal): Promise<void> {
	const env = { ...process.env, NODE_ENV: 'production' };
	const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'pipe', signal });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (text) => (output += text));
	}
	const [code] = (await once(child, 'close')) as [number | null];
	if (code !== 0) throw new Refusal(`${output}\nThe build failed: ${args.join(' ')}`);
}

if (import.meta.main) await run(() => buildIfStale());
