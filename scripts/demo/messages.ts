import { execFile } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../paths.ts';

/**
 * Compiles the interface's words unless that was done since they changed, in a process of its own:
 * the compiler leaves timers behind.
 */
export async function compileMessages(): Promise<void> {
	const newest = (pattern: string) =>
		Math.max(0, ...globSync(pattern, { cwd: root }).map((path) => statSync(join(root, path)).mtimeMs));
	if (newest('src/lib/paraglide/**/*.js') > newest('messages/**/*.json')) return;
	await promisify(execFile)(process.execPath, ['scripts/i18n.ts'], { cwd: root });
}
