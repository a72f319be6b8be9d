// Runs on the machine's own Node (20 or newer), before anything is installed: builtins only.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const node24 = join(
	root,
	'node_modules',
	...(process.platform === 'win32' ? ['node', 'bin', 'node.exe'] : ['.bin', 'node'])
);

function changedAt(path) {
	return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** npm rewrites node_modules/.package-lock.json at the end of every install. */
function isInstalled() {
	const installed = changedAt('node_modules/.package-lock.json');
	return installed > 0 && installed >= changedAt('package-lock.json') && existsSync(node24);
}

function install() {
	console.log(
		'Installing packages (npm ci); the first time this takes a minute, several on a slow machine …'
	);
	const began = Date.now();
	// npm ci deletes node_modules/.bin/node, so it must not run on that binary.
	const npm = process.env.npm_execpath;
	const command = npm ? (process.env.npm_node_execpath ?? process.execPath) : 'npm';
	// Without its warnings: several packages need a newer Node than the one that installs them, and
	// get it from the package "node".
	const args = [...(npm ? [npm] : []), 'ci', '--loglevel=error'];
	const result = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
	if (result.status !== 0) {
		console.error(`npm ci failed (${result.error?.message ?? `exit ${result.status}`}).`);
		process.exit(1);
	}
	console.log(`Packages installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

if (!isInstalled()) install();

const version = spawnSync(node24, ['--version'], { encoding: 'utf8' });
if (!version.stdout?.startsWith('v24.')) {
	console.error(
		`Node 24 is missing from node_modules (found: ${version.stdout?.trim() || 'nothing'}). ` +
			'It comes with the "node" package, whose install script must run: ' +
			'use npm without --ignore-scripts and delete node_modules first.'
	);
	process.exit(1);
}
