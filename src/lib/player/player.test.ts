import { describe, expect, test } from 'vitest';
import { readFilmAddress } from './address.ts';
import { readKey, stepRate } from './keys.ts';
import { chooseRows } from './rows.ts';

const address = (query: string) => readFilmAddress(new URLSearchParams(query));
const press = (key: string, more = {}) =>
	readKey({ key, ctrlKey: false, altKey: false, metaKey: false, ...more });
const track = (language: string) => ({ language, kind: 'subtitles' as const, src: '' });

describe('the address', () => {
	test.each([
		['t=75', 75],
		['t=12.5', 12.5],
		['t=1:15', 75],
		['t=1:00:01', 3601],
		['t=1m15s', 75],
		['t=-5', 0],
		['t=1e9', 0],
		['t=%3Cscript%3E', 0],
		['', 0]
	])('%s', (query, start) => expect(address(query).start).toBe(start));

	test('subtitles', () => {
		expect(address('subtitle=fr,en').subtitles).toEqual(['fr', 'en']);
		expect(address('subtitle=none').subtitles).toEqual([]);
		expect(address('subtitle=%3Cb%3E,pt-BR').subtitles).toEqual(['pt-BR']);
		expect(address('').subtitles).toBeNull();
	});
});

describe('keys', () => {
	test('letters in either case, not with modifiers', () => {
		expect([press('k'), press('K'), press('<'), press('.')]).toEqual([
			'toggle',
			'toggle',
			'slower',
			'next-picture'
		]);
		expect(press('c', { ctrlKey: true })).toBeNull();
		expect(press('Tab')).toBeNull();
		expect(press('constructor')).toBeNull();
	});

	test('speed stays on its row', () => {
		expect([stepRate(1, 1), stepRate(1, -1), stepRate(2, 1), stepRate(0.5, -1)]).toEqual([
			1.25, 0.75, 2, 0.5
		]);
	});
});

describe('which subtitles are shown first', () => {
	const film = { tracks: [track('fr'), track('en')], audioLanguages: ['nl'] };
	test('the address, then the device, then the language of the reader', () => {
		expect(chooseRows(film, { address: ['en', 'fr'], device: ['fr'], reader: 'fr' })).toEqual([
			'en',
			'fr'
		]);
		expect(chooseRows(film, { address: null, device: ['en', 'fr'], reader: 'fr' })).toEqual([
			'en',
			'fr'
		]);
		expect(chooseRows(film, { address: null, device: null, reader: 'fr' })).toEqual(['fr', '']);
	});
	test('off stays off; what the film lacks is left out', () => {
		expect(chooseRows(film, { address: [], device: ['fr'], reader: 'fr' })).toEqual(['', '']);
		expect(chooseRows(film, { address: null, device: [], reader: 'fr' })).toEqual(['', '']);
		expect(chooseRows(film, { address: null, device: ['da'], reader: 'en' })).toEqual(['en', '']);
	});
	test('no subtitles in the language that is spoken', () => {
		const spoken = { tracks: [track('fr')], audioLanguages: ['fr'] };
		expect(chooseRows(spoken, { address: null, device: null, reader: 'fr' })).toEqual(['', '']);
	});
});
