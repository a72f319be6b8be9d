import type { Cue } from './cue.ts';

export type LintCode =
	'too_many_lines' | 'line_too_long' | 'too_fast' | 'too_short' | 'too_long' | 'gap_too_small';

/** Advice on one cue (its index); never a reason to refuse. */
export interface Warning {
	cue: number;
	code: LintCode;
	value: number;
}

/** Dutch professional profile, fit for pupils: characters, lines, characters a second, ms. */
export const PROFILE = {
	line: 42,
	lines: 2,
	speed: 15,
	minMs: 1400,
	maxMs: 7000,
	gapMs: 120
} as const;

/** Characters a second, line breaks not counted. */
export function speedOf(cue: Cue): number {
	return (cue.text.replaceAll('\n', '').length * 1000) / (cue.endMs - cue.startMs);
}

/** Checks cues, sorted by start, against `PROFILE`. */
export function lintCues(cues: readonly Cue[]): Warning[] {
	return cues.flatMap((cue, i) => {
		const lines = cue.text.split('\n');
		const longest = Math.max(...lines.map((line) => line.length));
		const duration = cue.endMs - cue.startMs;
		const speed = Math.round(speedOf(cue) * 10) / 10;
		const next = cues[i + 1];
		const gap = next ? next.startMs - cue.endMs : Infinity;
		const found: Array<[boolean, LintCode, number]> = [
			[lines.length > PROFILE.lines, 'too_many_lines', lines.length],
			[longest > PROFILE.line, 'line_too_long', longest],
			[speed > PROFILE.speed, 'too_fast', speed],
			[duration < PROFILE.minMs, 'too_short', duration],
			[duration > PROFILE.maxMs, 'too_long', duration],
			[gap < PROFILE.gapMs, 'gap_too_small', gap]
		];
		return found.filter(([is]) => is).map(([, code, value]) => ({ cue: i, code, value }));
	});
}
