import { expect, test } from 'vitest';
import { LOCALES } from '#lib/model/localised.ts';
import { formatDate, formatDays, formatPlainDate } from '#lib/model/calendar-date.ts';
import { namesFormerDates } from './letter-text.ts';

/* A meeting of Friday, 11 December 2026 was moved to Friday, 18 December. */
const [was, now] = ['2026-12-11', '2026-12-18'];
const isOld = (body: string, subject = 'Second meeting') =>
	namesFormerDates({ subject, body }, [was], [now]);

test('a former date is known however it is written, and so is the present one', () => {
	const ways = [
		'11 Dec 2026',
		'11 Dec. 2026',
		'Dec 11, 2026',
		'December 11th 2026',
		'11/12/2026',
		'11.12.26',
		'2026-12-11',
		'2026-12-11T10:00',
		'vendredi 11 décembre 2026',
		'vendredi 11 de\u0301cembre 2026',
		'11 déc. 2026',
		'11 de diciembre de 2026',
		'11. dec. 2026',
		'vrijdag 11\u00a0december',
		'fredag den 11. december',
		'11 and 12 December 2026',
		'10–11 December 2026',
		'10:00–11:30, 11\nDecember 2026'
	];
	for (const way of ways) {
		expect(isOld(`We meet on ${way}, come.`), way).toBe(true);
		expect(isOld('Come.', `Meeting of ${way}`), way).toBe(true);
		const present = way.replaceAll('11:30', '12:30').replaceAll('11', '18');
		expect(isOld(`Not on ${way} but on ${present}.`), present).toBe(false);
	}
	for (const locale of LOCALES)
		for (const way of [
			formatDate(was, 'day', locale),
			formatPlainDate(was, locale),
			formatDays([was, '2026-12-12'], locale)
		])
			expect(isOld(way), way).toBe(true);
});

test('what is another day, or no day, is not taken for a former date', () => {
	for (const way of [
		'21 December 2026',
		'1 December 2026',
		'11 December 2025',
		'11 January 2026',
		'12/11/2026',
		'Monday 11 December',
		'111/12/2026',
		'11 people',
		'https://emvod.example/meetings/taskforce-2026-12-11',
		'17:00 – 27 December 2026',
		'from 17h00 to 27 December'
	])
		expect(isOld(`We meet on ${way}.`), way).toBe(false);
});

test('a present date that stands in an address alone does not make a text current', () => {
	const address = 'https://emvod.example/meetings/taskforce-2026-12-18';
	expect(isOld(`We meet on 11 December 2026: ${address}`)).toBe(true);
});

test('a meeting without days has no present date that a text could lack', () => {
	expect(namesFormerDates({ subject: '', body: '11 December 2026' }, [was], [])).toBe(false);
});
