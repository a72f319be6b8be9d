import ICAL from 'ical.js';
import type { CalendarEvent, CalendarSource } from '#lib/model/programme-calendar.ts';
import { dateIn, instantIn } from '#lib/model/zone.ts';
import { LIMITS, Unreadable } from './reading.ts';
import { findZone } from './windows-zones.ts';

const MOST_EVENTS = 300;
/** Where a file names no zone that is known. */
const FALLBACK = 'Europe/Paris';

/**
 * The events of an iCalendar file (RFC 5545) on the clock of its first zone. A zone that is neither
 * known nor described in the file is named, and its times are taken as they stand.
 * @throws {Unreadable} `damaged`
 */
export function readCalendar(text: string): CalendarSource {
	let calendar: ICAL.Component;
	try {
		const parsed = ICAL.parse(text) as unknown[];
		calendar = new ICAL.Component((Array.isArray(parsed[0]) ? parsed[0] : parsed) as never);
	} catch {
		throw new Unreadable('damaged');
	}
	const clock = new Clock(calendar);
	const found = calendar.getAllSubcomponents('vevent').slice(0, MOST_EVENTS);
	let isCut = calendar.getAllSubcomponents('vevent').length > MOST_EVENTS;
	const events: CalendarEvent[] = [];
	for (const component of found) {
		try {
			const event = new ICAL.Event(component);
			if (event.isRecurrenceException()) continue;
			const { times, isLonger } = listTimes(event);
			isCut ||= isLonger;
			for (const time of times)
				if (events.length < MOST_EVENTS) events.push(clock.read(event, component, time));
		} catch {
			throw new Unreadable('damaged');
		}
	}
	const title = calendar.getFirstPropertyValue('x-wr-calname');
	return {
		title: typeof title === 'string' ? title : '',
		timezone: clock.zone,
		unknownZones: [...clock.unknown],
		isCut,
		events
	};
}

/** When an event begins; of a recurring one at most so many times, and none beyond the horizon. */
function listTimes(event: ICAL.Event): { times: ICAL.Time[]; isLonger: boolean } {
	if (!event.isRecurring()) return { times: [event.startDate], isLonger: false };
	const iterator = event.iterator();
	const last = event.startDate.toJSDate().getTime() + LIMITS.horizon * 86_400_000;
	const times: ICAL.Time[] = [];
	for (;;) {
		const next = iterator.next();
		if (!next) return { times, isLonger: false };
		if (times.length >= LIMITS.occurrences || next.toJSDate().getTime() > last)
			return { times, isLonger: true };
		times.push(next);
	}
}

class Clock {
	/** The first zone that the file names and we know. */
	zone: string | null = null;
	readonly unknown = new Set<string>();
	readonly #described = new Map<string, ICAL.Timezone>();

	constructor(calendar: ICAL.Component) {
		for (const component of calendar.getAllSubcomponents('vtimezone')) {
			const id = component.getFirstPropertyValue('tzid');
			if (typeof id === 'string') this.#described.set(id, new ICAL.Timezone(component));
		}
		const named = calendar
			.getAllSubcomponents('vevent')
			.map((event) => event.getFirstProperty('dtstart')?.getFirstParameter('tzid'));
		this.zone = named.map((zone) => zone && findZone(zone)).find(Boolean) || null;
	}

	read(event: ICAL.Event, component: ICAL.Component, time: ICAL.Time): CalendarEvent {
		const words = {
			summary: event.summary ?? '',
			description: event.description ?? '',
			location: event.location ?? '',
			isCancelled: component.getFirstPropertyValue('status') === 'CANCELLED',
			attendees: component.getAllProperties('attendee').length
		};
		const wall = (one: ICAL.Time) => ({
			date: `${String(one.year).padStart(4, '0')}-${two(one.month)}-${two(one.day)}`,
			time: `${two(one.hour)}:${two(one.minute)}`
		});
		if (time.isDate) return { ...words, date: wall(time).date, starts: null, ends: null };
		const zone = component.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? '';
		const isUtc = time.zone === ICAL.Timezone.utcTimezone;
		const end = event.endDate ? time.clone() : null;
		if (end) end.addDuration(event.duration);
		const show = (one: ICAL.Time) => {
			const { date, time: hours } = wall(one);
			const at = this.#instant(one, zone, isUtc, date, hours);
			return at === null ? { date, time: hours } : this.#onClock(at);
		};
		const starts = show(time);
		const ends = end && show(end);
		return {
			...words,
			date: starts.date,
			starts: starts.time,
			ends: ends && ends.date === starts.date && ends.time > starts.time ? ends.time : null
		};
	}

	/** Null: the time is taken as it stands. */
	#instant(
		one: ICAL.Time,
		zone: string,
		isUtc: boolean,
		date: string,
		hours: string
	): number | null {
		if (isUtc) return Date.parse(`${date}T${hours}:00Z`);
		const known = findZone(zone);
		if (known) return known === this.zone ? null : instantIn(known, date, hours);
		const described = this.#described.get(zone);
		if (described) return Date.parse(`${date}T${hours}:00Z`) - described.utcOffset(one) * 1000;
		this.unknown.add(zone);
		return null;
	}

	#onClock(at: number): { date: string; time: string } {
		const zone = this.zone ?? FALLBACK;
		const format = {
			timeZone: zone,
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23'
		} as const;
		return { date: dateIn(zone, at), time: new Intl.DateTimeFormat('en-GB', format).format(at) };
	}
}

const two = (part: number) => String(part).padStart(2, '0');
