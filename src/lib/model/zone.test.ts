import { expect, test } from 'vitest';
import { dateIn, instantIn } from './zone.ts';

const iso = (zone: string, date: string, time: string) =>
	new Date(instantIn(zone, date, time)).toISOString();

test('local times become instants, in summer and winter', () => {
	expect(iso('Europe/Paris', '2020-06-12', '09:30')).toBe('2020-06-12T07:30:00.000Z');
	expect(iso('Europe/Paris', '2020-12-12', '09:30:00')).toBe('2020-12-12T08:30:00.000Z');
	expect(iso('America/Martinique', '2020-06-12', '23:30')).toBe('2020-06-13T03:30:00.000Z');
	expect(iso('Pacific/Kiritimati', '2020-06-12', '00:00')).toBe('2020-06-11T10:00:00.000Z');
});

test('the night on which clocks change', () => {
	expect(iso('Europe/Paris', '2020-03-29', '01:59')).toBe('2020-03-29T00:59:00.000Z');
	expect(iso('Europe/Paris', '2020-03-29', '02:30')).toBe('2020-03-29T01:30:00.000Z');
	expect(iso('Europe/Paris', '2020-03-29', '03:00')).toBe('2020-03-29T01:00:00.000Z');
	expect(iso('Europe/Paris', '2020-10-25', '02:30')).toBe('2020-10-25T00:30:00.000Z');
	expect(iso('Europe/Paris', '2020-10-25', '03:00')).toBe('2020-10-25T02:00:00.000Z');
});

test('the date on the wall', () => {
	const at = Date.parse('2020-06-12T22:30:00Z');
	expect(dateIn('Europe/Paris', at)).toBe('2020-06-13');
	expect(dateIn('UTC', at)).toBe('2020-06-12');
	expect(dateIn('America/Martinique', at)).toBe('2020-06-12');
});
