import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify } from './process.ts';

/** Pid of the living process that uses this data folder, if any. */
export function findHolder(data: string): number | undefined {
	try {
		const claim = readFileSync(join(data, 'claim'), 'utf8');
		const pid = Number.parseInt(claim, 10);
		return identify(pid) === claim.slice(claim.indexOf('\n') + 1) ? pid : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Makes this process the only user of a data folder; a claim left by a killed process is replaced.
 * Returns the release, or undefined when another living process holds the folder.
 */
export function claim(data: string): (() => void) | undefined {
	// Others may walk through (the user `postgres` must), but not look.
	mkdirSync(data, { recursive: true, mode: 0o711 });
	const file = join(data, 'claim');
	const mine = `${process.pid}\n${identify(process.pid)}`;
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			writeFileSync(file, mine, { flag: 'wx' });
			return () => rmSync(file, { force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			if (findHolder(data)) return undefined;
			rmSync(file, { force: true });
		}
	}
	return undefined;
}

/** The first free of `base/1`, `base/2` … for runs side by side, each with its own services. */
export function claimSlot(base: string): { data: string; release: () => void } {
	for (let n = 1; ; n++) {
		const data = join(base, String(n));
		const release = claim(data);
		if (release) return { data, release };
	}
}
