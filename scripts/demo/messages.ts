import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from '../paths.ts';

/** Compiles the interface's words in a process of its own: the compiler leaves timers behind. */
export async function compileMessages(): Promise<void> {
	await promisify(execFile)(process.execPath, ['scripts/i18n.ts'], { cwd: root });
}
