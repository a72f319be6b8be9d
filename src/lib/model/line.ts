/** The ladder for thin lines, widest first. */
export const LINES = ['full', 'picture', 'slides', 'sound'] as const;
export type Line = (typeof LINES)[number];

export interface Offered {
	id: string;
	seatId: string;
	source: 'microphone' | 'camera' | 'screen' | 'screen-sound';
}

/** What to take of one offered track. `quality` null leaves it to the size on screen; `fps` in 1/s. */
export interface Taken {
	subscribe: boolean;
	quality: 'high' | 'medium' | null;
	fps: number | null;
}

const NOTHING: Taken = { subscribe: false, quality: null, fps: null };
const SOUND: Taken = { subscribe: true, quality: null, fps: null };

/**
 * Which of the offered tracks a browser takes on this line. Sound always; `picture`: one picture at
 * 360p, the shared screen before the camera of `focus` (a seat id); `slides`: the shared screen at
 * 3 frames a second; `sound`: no picture.
 */
export function planTracks(
	line: Line,
	offered: readonly Offered[],
	focus: string | null
): Map<string, Taken> {
	const one = onePicture(offered, focus);
	return new Map(offered.map((track) => [track.id, take(line, track, one)]));
}

function take(line: Line, track: Offered, one: Offered | undefined): Taken {
	if (track.source === 'microphone' || track.source === 'screen-sound') return SOUND;
	if (line === 'full') return { subscribe: true, quality: null, fps: null };
	if (track !== one) return NOTHING;
	if (line === 'picture') return { subscribe: true, quality: 'medium', fps: null };
	if (line === 'slides' && track.source === 'screen')
		return { subscribe: true, quality: 'high', fps: 3 };
	return NOTHING;
}

function onePicture(offered: readonly Offered[], focus: string | null): Offered | undefined {
	const cameras = offered.filter((track) => track.source === 'camera');
	return (
		offered.find((track) => track.source === 'screen') ??
		cameras.find((track) => track.seatId === focus) ??
		cameras[0]
	);
}
