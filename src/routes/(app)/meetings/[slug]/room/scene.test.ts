import { expect, test } from 'vitest';
import type { MediaPerson } from '#lib/realtime/media-person.ts';
import { arrange } from './scene.ts';

function person(seatId: string, more: Partial<MediaPerson> = {}): MediaPerson {
	return {
		seatId,
		name: seatId,
		organisation: null,
		isSelf: false,
		speaking: false,
		muted: true,
		quality: 'good',
		camera: null,
		screen: null,
		sounds: [],
		hasCamera: false,
		hasScreen: false,
		...more
	};
}
const me = person('me', { isSelf: true });
const crowd = [me, ...['a', 'b', 'c', 'd', 'e'].map((id) => person(id))];

test('a few people are a grid, more of them a speaker with the others beside', () => {
	expect(arrange([me, person('a')], 'automatic', 'a', null, false).kind).toBe('grid');
	const scene = arrange(crowd, 'automatic', 'b', null, false);
	expect(scene.kind).toBe('speaker');
	expect(scene.large?.seatId).toBe('b');
	expect(scene.tiles.map(({ seatId }) => seatId)).not.toContain('b');
});

test('nobody is large who is oneself while others are there', () => {
	expect(arrange(crowd, 'speaker', null, null, false).large?.seatId).toBe('a');
	expect(arrange([me], 'speaker', null, null, false).kind).toBe('grid');
});

test('a pin comes before the voice, a screen before faces, a film before all', () => {
	const sharing = [...crowd, person('s', { hasScreen: true })];
	expect(arrange(crowd, 'automatic', 'b', 'c', false).large?.seatId).toBe('c');
	expect(arrange(sharing, 'automatic', 'b', null, false)).toMatchObject({ kind: 'screen' });
	expect(arrange(sharing, 'automatic', 'b', null, true).kind).toBe('film');
	expect(arrange(sharing, 'grid', 'b', null, false).kind).toBe('grid');
});
