export type KeyAction =
	| 'toggle'
	| 'back'
	| 'forward'
	| 'mute'
	| 'fullscreen'
	| 'captions'
	| 'previous-picture'
	| 'next-picture'
	| 'slower'
	| 'faster';

const KEYS = new Map<string, KeyAction>(
	Object.entries({
		k: 'toggle',
		j: 'back',
		l: 'forward',
		m: 'mute',
		f: 'fullscreen',
		c: 'captions',
		',': 'previous-picture',
		'.': 'next-picture',
		'<': 'slower',
		'>': 'faster'
	} as const)
);

interface Press {
	key: string;
	ctrlKey: boolean;
	altKey: boolean;
	metaKey: boolean;
}

/** What a key does while the focus is in the player; `null` for keys that are the browser's. */
export function readKey({ key, ctrlKey, altKey, metaKey }: Press): KeyAction | null {
	if (ctrlKey || altKey || metaKey) return null;
	return KEYS.get(key.toLowerCase()) ?? null;
}

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** The next rate in the given direction, or the same at the end of the row. */
export function stepRate(rate: number, direction: 1 | -1): number {
	const row = direction === 1 ? RATES : RATES.toReversed();
	return row.find((other) => (other - rate) * direction > 0.001) ?? rate;
}
