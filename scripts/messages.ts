import { execFile } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './paths.ts';

let compiling: Promise<unknown> | undefined;

/**
 * Compiles the interface's words, once for all who ask in this process: the build and the demo run
 * side by side and neither may read what the other half wrote. In a process of its own, because the
 * compiler leaves timers behind.
 */
export async function compileMessages(signal?: AbortSignal): Promise<void> {
	compiling ??= promisify(execFile)(process.execPath, ['scripts/i18n.ts'], { cwd: root, signal });
	await compiling;
}

/** The same, unless that was done since the words changed. */
export async function provideMessages(): Promise<void> {
	const newest = (pattern: string) =>
		Math.max(
			0,
			...globSync(pattern, { cwd: root }).map((path) => statSync(join(root, path)).mtimeMs)
		);
	const isFresh = () => newest('src/lib/paraglide/**/*.js') > newest('messages/**/*.json');
	if (compiling || !isFresh()) await compileMessages();
}
