import { dateFormat } from './formatter.ts';

/**
 * The instant (ms since the epoch) at which the clocks of an IANA zone show `date` (YYYY-MM-DD) and
 * `time` (HH:MM or HH:MM:SS). A time skipped in spring is read as if the clock had not changed yet;
 * of a time that comes twice in autumn it is the first.
 */
export function instantIn(zone: string, date: string, time: string): number {
	const wanted = Date.parse(`${date}T${time.slice(0, 5)}:00Z`);
	const candidates = [wanted - 86_400_000, wanted + 86_400_000]
		.map((at) => wanted - offsetAt(zone, at))
		.sort((a, b) => a - b);
	return candidates.find((at) => at + offsetAt(zone, at) === wanted) ?? candidates[1] ?? wanted;
}

/** The date (YYYY-MM-DD) that the calendars of an IANA zone show at `at` (ms since the epoch). */
export function dateIn(zone: string, at: number): string {
	return new Date(at + offsetAt(zone, at)).toISOString().slice(0, 10);
}

function offsetAt(zone: string, at: number): number {
	const parts = dateFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric'
	}).formatToParts(at);
	const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	const shown = Date.UTC(
		read('year'),
		read('month') - 1,
		read('day'),
		read('hour'),
		read('minute'),
		read('second')
	);
	return shown - Math.floor(at / 1000) * 1000;
}
