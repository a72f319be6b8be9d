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
	const changed = (path: string) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
	const sources = globSync('messages/**/*.json', { cwd: root });
	if (changed('src/lib/paraglide/messages.js') > Math.max(...sources.map(changed))) return;
	await promisify(execFile)(process.execPath, ['scripts/i18n.ts'], { cwd: root });
}
