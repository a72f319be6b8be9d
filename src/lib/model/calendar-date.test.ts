import { expect, test } from 'vitest';
import { formatDate, formatDays, formatPlainDate } from './calendar-date.ts';

test('French writes the first of a month as such, also at the start of a range', () => {
	expect(formatPlainDate('2020-05-01', 'fr')).toBe('1er mai 2020');
	expect(formatDate('2027-03-01', 'day', 'fr')).toBe('lundi 1er mars 2027');
	expect(formatDays(['2027-03-01', '2027-03-02'], 'fr')).toMatch(/^1er\s?[–-]\s?2 mars 2027$/);
	expect(formatPlainDate('2020-05-11', 'fr')).toBe('11 mai 2020');
	expect(formatPlainDate('2020-05-21', 'fr')).toBe('21 mai 2020');
	expect(formatPlainDate('2020-05-01', 'en')).toBe('1 May 2020');
});
