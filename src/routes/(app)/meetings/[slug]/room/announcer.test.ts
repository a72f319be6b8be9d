import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer } from './announcer.svelte.ts';

let announcer: Announcer;
beforeEach(() => {
	vi.useFakeTimers();
	announcer = new Announcer();
});
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => vi.advanceTimersByTime(ms);

test('of what changes quickly only how it ends is said, once it is quiet', () => {
	for (const minutes of [1, 2, 3]) {
		announcer.sayLater('clock', () => `${minutes} minutes`);
		pass(1000);
		expect(announcer.text).toBe('');
	}
	pass(1000);
	expect(announcer.text).toBe('3 minutes');
});

test('what never gets quiet is said all the same', () => {
	for (let n = 0; n < 7; n++) {
		announcer.sayLater('clock', () => `${n}`);
		pass(1000);
	}
	expect(announcer.text).toBe('5');
});

test('of many things at once the newest are said, and nothing of what is past by then', () => {
	for (const word of ['a', 'b', 'c', 'd']) announcer.sayLater(word, () => `${word}.`);
	announcer.sayLater('e', () => null);
	pass(1500);
	expect(announcer.text).toBe('b. c. d.');
});

test('the same sentence is heard again, and who comes and goes at once is not named', () => {
	announcer.say('Now: talk');
	const first = announcer.text;
	announcer.say('Now: talk');
	expect(announcer.text).not.toBe(first);
	announcer.came('Ana');
	announcer.came('Ben');
	announcer.left('Ana');
	pass(1500);
	expect(announcer.text).toContain('Ben');
	expect(announcer.text).not.toContain('Ana');
});
