import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './paths.ts';

const sources = [
	'messages/**/*.json',
	'project.inlang/settings.json',
	'paraglide.config.ts',
	'package-lock.json'
];
/** Among what the compiler writes, which it empties first: never beside words half written. */
const mark = 'src/lib/paraglide/sources.sha256';

let providing: Promise<void> | undefined;

/**
 * Compiles the interface's words unless that was done from these very sources, once for all who ask
 * in this process: the build and the demo run side by side and neither may read what the other half
 * wrote. In a process of its own, because the compiler leaves timers behind.
 */
export function provideMessages(signal?: AbortSignal): Promise<void> {
	providing ??= compileIfStale(signal);
	return providing;
}

async function compileIfStale(signal?: AbortSignal): Promise<void> {
	if (areFresh(root)) return;
	await promisify(execFile)(process.execPath, ['scripts/i18n.ts'], { cwd: root, signal });
}

/** A digest of everything the words are compiled from; it does not depend on file times. */
export function digestMessages(folder: string): string {
	const digest = createHash('sha256');
	for (const path of globSync(sources, { cwd: folder }).sort())
		digest
			.update(`${path}\0`)
			.update(readFileSync(join(folder, path)))
			.update('\0');
	return digest.digest('hex');
}

/** Whether the words in place were compiled from the sources as they are now. */
export function areFresh(folder: string): boolean {
	const path = join(folder, mark);
	return existsSync(path) && readFileSync(path, 'utf8') === digestMessages(folder);
}

/** Notes what the words in place were compiled from: `digest`, taken before. */
export function markMessages(folder: string, digest: string): void {
	writeFileSync(join(folder, mark), digest);
}
