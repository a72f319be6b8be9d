import { expect, test } from 'vitest';
import type { MediaPerson } from '#lib/realtime/media-person.ts';
import { arrange, layOut } from './scene.ts';

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

const STAGES = [
	{ name: 'the room at 1280 px', width: 675, height: 525 },
	{ name: 'a wide window', width: 1100, height: 620 },
	{ name: 'the big screen', width: 1880, height: 800 },
	{ name: 'an upright telephone', width: 360, height: 460 }
];
const counts = Array.from({ length: 12 }, (_, at) => at + 1);

test.each(STAGES)('tiles on $name keep the shape of a picture and fit', ({ width, height }) => {
	for (const count of counts) {
		const tile = layOut(count, width, height, 8);
		const rows = Math.ceil(count / tile.columns);
		expect(tile.width / tile.height, `${count}`).toBeGreaterThan(1.3);
		expect(tile.width / tile.height, `${count}`).toBeLessThan(1.81);
		expect(tile.columns * (tile.width + 8) - 8).toBeLessThanOrEqual(width);
		// Touching one pair of edges: larger tiles of this shape would not fit.
		const isFull =
			tile.columns * (tile.width + 9) - 8 >= width || rows * (tile.height + 9) - 8 >= height;
		expect(isFull, `${count} fill the stage`).toBe(true);
	}
});

test('no other number of columns gives larger tiles', () => {
	expect(layOut(2, 675, 525, 8).columns).toBe(1);
	expect(layOut(2, 1100, 420, 8).columns).toBe(2);
	expect(layOut(3, 1880, 800, 8)).toMatchObject({ columns: 3 });
	expect(layOut(4, 675, 525, 8).columns).toBe(2);
	expect(layOut(12, 1880, 800, 8).columns).toBe(4);
});

test('faces do not shrink below what can be read: the stage scrolls', () => {
	const tile = layOut(12, 300, 200, 8);
	expect(tile).toEqual({ columns: 2, width: 146, height: 82 });
	expect(layOut(1, 0, 0, 8)).toMatchObject({ width: 0 });
});
