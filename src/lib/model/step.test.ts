import fc from 'fast-check';
import { expect, test } from 'vitest';
import { positionAt, type Playback } from './playback.ts';
import { FAR, followStep, isSamePlayback, LEAD, NEAR, runsInto, type Player } from './step.ts';

const playing: Playback = {
	filmId: 'f',
	position: 10,
	rate: 1,
	playing: true,
	effectiveAt: 1000,
	suggestedSubtitles: null
};
const player: Player = { position: 0, paused: false, duration: 100, restUntil: 0 };

test('before the start all stand ready at the same place for the same instant', () => {
	expect(followStep(playing, { ...player, paused: true }, 700)).toEqual({
		kind: 'start',
		position: 10,
		at: 1000,
		rate: 1
	});
});

test('a paused film stands at its place', () => {
	const paused = { ...playing, playing: false };
	expect(followStep(paused, player, 99_000)).toEqual({ kind: 'hold', position: 10 });
});

test('a small lag is left alone, a middling one nudged, a large one jumped', () => {
	const at = (position: number) => followStep(playing, { ...player, position }, 3000);
	expect(at(11.95)).toEqual({ kind: 'play', rate: 1 });
	expect(at(11.5)).toEqual({ kind: 'play', rate: 1.05 });
	expect(at(12.5)).toEqual({ kind: 'play', rate: 0.95 });
	expect(at(5)).toMatchObject({ kind: 'start', at: 3000 + LEAD });
});

test('a late joiner at one and a half times the speed lands where the others are', () => {
	const fast = { ...playing, rate: 1.5 };
	const move = followStep(fast, { ...player, paused: true }, 21_000);
	expect(move).toEqual({ kind: 'start', position: 10 + 20.6 * 1.5, at: 21_600, rate: 1.5 });
});

test('after a jump the player rests before the next one', () => {
	const far = { ...player, position: 50, restUntil: 5000 };
	expect(followStep(playing, far, 3000).kind).toBe('play');
	expect(followStep(playing, far, 5000).kind).toBe('start');
});

test('a command that has just changed is followed exactly, not approached', () => {
	expect(followStep(playing, { ...player, position: 11.5 }, 3000, true).kind).toBe('start');
});

test('the end is the end', () => {
	expect(followStep(playing, player, 500_000)).toEqual({ kind: 'hold', position: 100 });
});

test('whatever the state, the rate stays within five per cent and jumps aim at the film', () => {
	const state = fc.record({
		position: fc.double({ min: 0, max: 100, noNaN: true }),
		paused: fc.boolean(),
		now: fc.integer({ min: 0, max: 200_000 }),
		rate: fc.constantFrom(0.5, 1, 1.5, 2)
	});
	fc.assert(
		fc.property(state, ({ position, paused, now, rate }) => {
			const playback = { ...playing, rate };
			const move = followStep(playback, { ...player, position, paused }, now);
			if (move.kind === 'play') {
				expect(Math.abs(move.rate / rate - 1)).toBeLessThanOrEqual(0.05 + 1e-9);
				expect(Math.abs(positionAt(playback, now, 100) - position)).toBeLessThanOrEqual(FAR);
			} else if (move.kind === 'start')
				expect(move.position).toBeCloseTo(positionAt(playback, move.at, 100), 6);
		})
	);
	expect(NEAR).toBeLessThan(FAR);
});

test('a pause and another speed run on until they take effect, a jump and another film do not', () => {
	const at = { ...playing, effectiveAt: 5000, position: 14 };
	expect(runsInto(playing, { ...at, playing: false })).toBe(true);
	expect(runsInto(playing, { ...at, rate: 1.5 })).toBe(true);
	expect(runsInto(playing, { ...at, position: 60 })).toBe(false);
	expect(runsInto(playing, { ...at, filmId: 'g' })).toBe(false);
	expect(runsInto({ ...playing, playing: false }, at)).toBe(false);
});

test('the same command in another object is the same', () => {
	expect(isSamePlayback(playing, { ...playing })).toBe(true);
	expect(isSamePlayback(playing, { ...playing, rate: 2 })).toBe(false);
	expect(isSamePlayback(playing, null)).toBe(false);
	expect(isSamePlayback(null, null)).toBe(true);
});
