import * as v from 'valibot';

export const SIZES = ['s', 'm', 'l', 'xl'] as const;
export const BACKGROUNDS = ['solid', 'shade', 'none'] as const;

/** How subtitles look and sound is set on this device; languages in the order of wish, `''` is off. */
const Preferences = v.object({
	rows: v.fallback(v.nullable(v.pipe(v.array(v.string()), v.maxLength(2))), null),
	size: v.fallback(v.picklist(SIZES), 'm'),
	background: v.fallback(v.picklist(BACKGROUNDS), 'shade'),
	rate: v.fallback(v.pipe(v.number(), v.minValue(0.25), v.maxValue(4)), 1),
	volume: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1),
	muted: v.fallback(v.boolean(), false)
});
export type Preferences = v.InferOutput<typeof Preferences>;

const KEY = 'emvod.player';

/** What this device remembers; the defaults where it remembers nothing, or nothing readable. */
export function readPreferences(): Preferences {
	let stored: unknown;
	try {
		stored = JSON.parse(localStorage.getItem(KEY) ?? '{}');
	} catch {
		stored = {};
	}
	const parsed = v.safeParse(Preferences, stored);
	return parsed.success ? parsed.output : v.parse(Preferences, {});
}

/** A device that keeps nothing (private window, full disk) forgets, and nothing else happens. */
export function savePreferences(preferences: Preferences): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(preferences));
	} catch {
		return;
	}
}
