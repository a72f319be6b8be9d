import { expect, test } from 'vitest';
import { forget, hear, SILENCE, type Speaking } from './speaker.ts';

/** Plays `[ms, voices]` in order and says who is on stage after each. */
function play(scenes: Array<[number, string[]]>): Array<string | null> {
	let state: Speaking = SILENCE;
	return scenes.map(([now, voices]) => (state = hear(state, voices, now)).current);
}

test('the first voice takes an empty stage at once', () => {
	expect(play([[0, ['a']]])).toEqual(['a']);
});

test('a cough takes the stage from nobody', () => {
	const scenes: Array<[number, string[]]> = [
		[0, ['a']],
		[1000, ['b']],
		[1200, []],
		[1400, ['b']],
		[1600, ['a']]
	];
	expect(play(scenes)).toEqual(['a', 'a', 'a', 'a', 'a']);
});

test('who goes on speaking takes over from who is silent', () => {
	expect(
		play([
			[0, ['a']],
			[1000, ['b']],
			[1800, ['b']]
		])
	).toEqual(['a', 'a', 'b']);
});

test('talking over somebody needs longer', () => {
	expect(
		play([
			[0, ['a']],
			[100, ['b', 'a']],
			[1500, ['b', 'a']],
			[3200, ['b', 'a']]
		])
	).toEqual(['a', 'a', 'a', 'b']);
});

test('silence leaves the last speaker on stage; leaving the room does not', () => {
	const state = hear(SILENCE, ['a'], 0);
	expect(hear(state, [], 60_000).current).toBe('a');
	expect(forget(state, 'a').current).toBeNull();
	expect(forget(state, 'b').current).toBe('a');
});
