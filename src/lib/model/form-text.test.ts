import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
	clean,
	decimal,
	formOf,
	mergeTexts,
	requiredTexts,
	roughDate,
	several
} from './form-text.ts';

const Form = formOf({ title: requiredTexts(20), payer: several(50) });

test('a form without JavaScript gives texts per language and several values', () => {
	const parsed = v.parse(Form, {
		'title:original': 'fr',
		'title:en': ' Brittany ',
		'title:fr': 'Bretagne',
		'title:nl': '',
		'title:same.en': 'on',
		'payer:0': 'Region',
		'payer:1': '',
		'payer:2': 'Region'
	});
	expect(parsed).toEqual({
		title: { original: 'fr', texts: { en: 'Brittany', fr: 'Bretagne' }, same: ['en'] },
		payer: ['Region']
	});
});

test('what is missing or too long is named by its field', () => {
	const faults = (fields: Record<string, string>) =>
		v.safeParse(Form, fields).issues?.map((one) => [v.getDotPath(one), one.type]);
	expect(faults({ 'title:en': ' ' })).toEqual([['title', 'check']]);
	expect(faults({ 'title:en': 'x'.repeat(5000) })).toEqual([['title.en', 'max_length']]);
});

test('marks that turn the direction of what follows are not kept; letters of every script are', () => {
	expect(clean('a\u202Ebc\u2066\r\nd ')).toBe('abc\nd');
	expect(clean('\u200Fשלום "<b>"')).toBe('\u200Fשלום "<b>"');
});

test.each([
	['', null, 'unknown'],
	['2021', '2021-01-01', 'year'],
	['2021-12', '2021-12-01', 'month'],
	['2021-12-10', '2021-12-10', 'day']
])('a date %s is kept as exactly as it is known', (typed, date, datePrecision) => {
	expect(v.parse(roughDate, typed)).toEqual({ date, datePrecision });
});

test.each(['12-2021', '2021-13', '2021-02-30', 'soon'])('%s is no date', (typed) => {
	expect(v.safeParse(roughDate, typed).success).toBe(false);
});

test.each([
	['1 741', '1741'],
	['12,5', '12.5'],
	['', null]
])('a number may be typed as %s', (typed, kept) => {
	expect(v.parse(decimal, typed)).toBe(kept);
	expect(v.safeParse(decimal, '=1+1').success).toBe(false);
});

describe('the state of a translation', () => {
	const before = { original: 'en', texts: { en: 'One', fr: 'Un' } };
	test('it needs an update when only the original was changed', () => {
		const typed = { original: 'en', texts: { en: 'Two', fr: 'Un' }, same: [] };
		const after = mergeTexts(before, typed);
		expect(after.states).toEqual({ fr: 'outdated' });
		expect(mergeTexts(after, typed).states).toEqual({ fr: 'outdated' });
		expect(mergeTexts(after, { ...typed, same: ['fr'] }).states).toEqual({ fr: 'human' });
	});
	test('it is a person’s when it was written now', () => {
		const typed = { original: 'en', texts: { en: 'Two', fr: 'Deux' }, same: [] };
		expect(mergeTexts(before, typed).states).toEqual({ fr: 'human' });
		expect(mergeTexts(null, typed)).toEqual({
			...before,
			...typed,
			same: undefined,
			states: { fr: 'human' }
		});
	});
	test('a text that was emptied is gone', () => {
		expect(mergeTexts(before, null)).toBeNull();
	});
});
