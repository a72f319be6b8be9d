import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changePlayback, isOver, LEAD_MS, positionAt, type Playback } from './playback.ts';

const film: Playback = {
	filmId: 'f',
	position: 10,
	rate: 1,
	playing: true,
	effectiveAt: 1000,
	suggestedSubtitles: null,
	seconds: 60
};

test('the position grows with the rate and stays within the film', () => {
	expect(positionAt(film, 500)).toBe(10);
	expect(positionAt(film, 3000)).toBe(12);
	expect(positionAt({ ...film, rate: 2 }, 3000)).toBe(14);
	expect(positionAt({ ...film, playing: false }, 9000)).toBe(10);
	expect(positionAt(film, 1_000_000)).toBe(60);
	expect(positionAt(film, 1_000_000, 30)).toBe(30);
});

test('a pause takes effect ahead, at the position the film will have then', () => {
	const paused = changePlayback(film, { playing: false }, 3000);
	expect(paused).toMatchObject({ playing: false, position: 12.4, effectiveAt: 3000 + LEAD_MS });
});

test('a film is over when its time has run out or it was stopped at its last second', () => {
	expect(isOver(film, 50_900, 60)).toBe(false);
	expect(isOver(film, 51_000, 60)).toBe(true);
	expect(isOver(film, 50_600, 59.5)).toBe(true);
	expect(isOver(film, 90_000, NaN)).toBe(true);
	expect(isOver({ ...film, seconds: null }, 90_000, NaN)).toBe(false);
	expect(isOver({ ...film, playing: false, position: 60 }, 0, 60.04)).toBe(true);
	const again = changePlayback(film, { position: 0 }, 90_000);
	expect(isOver(again, 90_500, 60)).toBe(false);
	expect(again.playing).toBe(true);
});

test('no chain of commands leaves the film', () => {
	const change = fc.record({
		after: fc.nat(100_000),
		changes: fc.oneof(
			fc.record({ position: fc.double({ min: -10, max: 1e6, noNaN: true }) }),
			fc.record({ rate: fc.double({ min: 0.5, max: 2, noNaN: true }) }),
			fc.record({ playing: fc.boolean() })
		)
	});
	fc.assert(
		fc.property(fc.array(change), (changes) => {
			let playback = film;
			let now = 1000;
			for (const step of changes) {
				now += step.after;
				const continued = positionAt(playback, now + LEAD_MS);
				playback = changePlayback(playback, step.changes, now);
				expect(playback.position).toBeGreaterThanOrEqual(0);
				expect(playback.position).toBeLessThanOrEqual(60);
				if (!('position' in step.changes)) expect(playback.position).toBeCloseTo(continued);
			}
		})
	);
});
