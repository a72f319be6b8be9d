const STRICT = /^(?:(\d+):)?([0-5]\d):([0-5]\d)([.,])(\d{3})/;
const LOOSE = /^(-?)(\d{1,4}):(\d{1,2})(?::(\d{1,2}))?(?:[.,:](\d{1,4}))?(?=\s|$)/;

export interface Timecode {
	ms: number;
	length: number;
	repaired: boolean;
}

/** WebVTT timestamp at the start of `text` (W3C WebVTT §6.4); a comma for the point is repaired. */
export function readStrictTimecode(text: string): Timecode | null {
	const match = STRICT.exec(text);
	if (!match) return null;
	const [all, hours = '0', minutes, seconds, mark, fraction] = match;
	const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
	return { ms: whole * 1000 + Number(fraction), length: all.length, repaired: mark === ',' };
}

/** Timestamp as found in real SRT files: point or comma, fewer digits, no hours, no fraction. */
export function readLooseTimecode(text: string): Timecode | null {
	const match = LOOSE.exec(text);
	if (!match || match[1] === '-') return null;
	const [all, , first, second, third, fraction = ''] = match;
	const [hours, minutes, seconds] =
		third === undefined ? [0, first, second] : [first, second, third];
	if (Number(minutes) > 59 || Number(seconds) > 59) return null;
	const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
	const ms = whole * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
	return { ms, length: all.length, repaired: !/^\d\d:\d\d:\d\d,\d{3}$/.test(all) };
}

/** `HH:MM:SS` + mark + three digits, as VTT (`.`) and SRT (`,`) want it. */
export function formatTimecode(ms: number, mark: '.' | ',' = '.'): string {
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	const clock = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map(two).join(':');
	return `${clock}${mark}${String(ms % 1000).padStart(3, '0')}`;
}

/** Time for people: `4:05`, `1:02:03`. */
export function formatClock(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	const hours = Math.floor(whole / 3600);
	const rest = String(whole % 60).padStart(2, '0');
	const minutes = Math.floor(whole / 60) % 60;
	return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
