import type { ContributionRow } from './history.rows.ts';

/** A time in which people wrote without a longer pause. Instants are ISO. */
export interface Sitting {
	/** Numbers of the last update before it and of its last one. */
	from: number;
	to: number;
	begins: string;
	ends: string;
	people: string[];
}

const PAUSE_MS = 5 * 60_000;

/** The sittings of a log, newest first; a pause of five minutes ends one. */
export function listSittings(log: ContributionRow[]): Sitting[] {
	const sittings: Sitting[] = [];
	for (const { seq, at, name } of log) {
		let sitting = sittings.at(-1);
		if (!sitting || at.getTime() - Date.parse(sitting.ends) > PAUSE_MS) {
			sitting = { from: seq - 1, to: seq, begins: at.toISOString(), ends: '', people: [] };
			sittings.push(sitting);
		}
		sitting.to = seq;
		sitting.ends = at.toISOString();
		if (name && !sitting.people.includes(name)) sitting.people.push(name);
	}
	return sittings.reverse();
}
