import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/paths.ts';
import { tell } from '../../scripts/progress.ts';

const folder = join(root, 'bench/rivals');
const changedAt = (path: string) =>
	statSync(join(folder, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Installs what we are measured against, in a folder of its own with its own lock file, unless it
 * is there. Returns why not, or null.
 */
export function installRivals(): string | null {
	const installed = changedAt('node_modules/.package-lock.json');
	if (installed > 0 && installed >= changedAt('package-lock.json')) return null;
	tell('Installing the rivals into bench/rivals (npm ci, about half a minute) …');
	const npm = process.env.npm_execpath;
	const args = [...(npm ? [npm] : []), 'ci', '--ignore-scripts', '--loglevel=error'];
	const command = npm ? process.execPath : 'npm';
	const { status, error, stderr } = spawnSync(command, args, {
		cwd: folder,
		stdio: ['ignore', 'inherit', 'pipe'],
		encoding: 'utf8'
	});
	if (status === 0 && existsSync(join(folder, 'node_modules'))) return null;
	const words = error?.message ?? stderr.trim().split('\n').slice(0, 3).join(' ');
	return `npm ci in bench/rivals ended with ${status}: ${words}`;
}
