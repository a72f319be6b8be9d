import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LINES, planTracks, type Offered } from './line.ts';

const offered: Offered[] = [
	{ id: 'm1', seatId: 'a', source: 'microphone' },
	{ id: 'c1', seatId: 'a', source: 'camera' },
	{ id: 'c2', seatId: 'b', source: 'camera' }
];
const screen: Offered = { id: 's1', seatId: 'b', source: 'screen' };

function taken(plan: ReturnType<typeof planTracks>): string[] {
	return [...plan].filter(([, track]) => track.subscribe).map(([id]) => id);
}

test('one picture is the camera of the one in focus, and the shared screen before it', () => {
	expect(taken(planTracks('picture', offered, 'b'))).toEqual(['m1', 'c2']);
	expect(taken(planTracks('picture', offered, null))).toEqual(['m1', 'c1']);
	expect(taken(planTracks('picture', [...offered, screen], 'a'))).toEqual(['m1', 's1']);
});

test('slides take the shared screen at three frames a second and no camera', () => {
	expect(taken(planTracks('slides', offered, 'a'))).toEqual(['m1']);
	expect(planTracks('slides', [...offered, screen], 'a').get('s1')).toMatchObject({
		subscribe: true,
		fps: 3
	});
});

const track = fc.record({
	id: fc.uuid(),
	seatId: fc.constantFrom('a', 'b', 'c'),
	source: fc.constantFrom('microphone', 'camera', 'screen', 'screen-sound')
}) as fc.Arbitrary<Offered>;

test('sound is never left out, and below full there is at most one picture', () => {
	fc.assert(
		fc.property(fc.constantFrom(...LINES), fc.array(track), (line, tracks) => {
			const plan = planTracks(line, tracks, 'a');
			const sounds = tracks.filter(
				({ source }) => source === 'microphone' || source === 'screen-sound'
			);
			expect(sounds.every(({ id }) => plan.get(id)?.subscribe)).toBe(true);
			const pictures = taken(plan).length - new Set(sounds.map(({ id }) => id)).size;
			if (line !== 'full') expect(pictures).toBeLessThanOrEqual(line === 'sound' ? 0 : 1);
		})
	);
});
