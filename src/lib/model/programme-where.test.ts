import { expect, test } from 'vitest';
import { readWhere } from './programme-where.ts';

test('a room and a way to join it are both, and the place is not lost', () => {
	const place = 'Campus de Ker Lann, bâtiment Accueil, Bruz';
	expect(readWhere(`${place}, et en visioconférence`)).toEqual({ place, mode: 'hybrid' });
	expect(readWhere(`${place} (et visio)`)).toEqual({ place, mode: 'hybrid' });
	expect(readWhere('Brightlands Campus, Geleen (hybride)')).toEqual({
		place: 'Brightlands Campus, Geleen',
		mode: 'hybrid'
	});
	expect(readWhere('Town hall, Skive / online')).toEqual({
		place: 'Town hall, Skive',
		mode: 'hybrid'
	});
	expect(readWhere('Stadhuis en online, Eindhoven')).toEqual({
		place: 'Stadhuis en online, Eindhoven',
		mode: 'hybrid'
	});
	expect(readWhere('Institut de Locarn')).toEqual({ place: 'Institut de Locarn', mode: null });
});

test('what only names the way to join is no place', () => {
	for (const words of [
		'Online',
		'en visioconférence',
		'Réunion en visioconférence',
		'Réunion, en ligne',
		'Teams (online)',
		'Online, via Zoom',
		'Visio : Zoom'
	])
		expect(readWhere(words), words).toEqual({ place: '', mode: 'online' });
});
