import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tell } from './progress.ts';

/** The programs the tests need besides npm packages, and where Debian has them. */
const needed = {
	chromium: ['chromium', 'chromium-browser', 'google-chrome'],
	ffmpeg: ['ffmpeg']
};

/** Path of the first of these programs on PATH. */
export function findProgram(names: readonly string[]): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter);
	for (const name of names) {
		for (const folder of folders) {
			const path = join(folder, name);
			try {
				accessSync(path, constants.X_OK);
				return path;
			} catch {
				continue;
			}
		}
	}
	return undefined;
}

/** Chromium for the tests: CHROMIUM, else on PATH. */
export function findChromium(): string | undefined {
	return process.env.CHROMIUM || findProgram(needed.chromium);
}

/** Installs what is missing where we may (root on Debian); returns the names still missing. */
export function providePrograms(): string[] {
	const findMissing = () => [
		...(findChromium() ? [] : ['chromium']),
		...(findProgram(needed.ffmpeg) ? [] : ['ffmpeg'])
	];
	const missing = findMissing();
	if (!missing.length || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
		return missing;
	}
	tell(`Installing ${missing.join(' and ')} with apt-get`);
	const options = {
		stdio: ['ignore', 'ignore', 'inherit'] as const,
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		timeout: 10 * 60_000
	};
	// A new machine is often busy installing something else just now.
	const patience = ['-o', 'DPkg::Lock::Timeout=300'];
	for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...missing]]) {
		spawnSync('apt-get', [...patience, ...args], { ...options, stdio: [...options.stdio] });
	}
	return findMissing();
}
