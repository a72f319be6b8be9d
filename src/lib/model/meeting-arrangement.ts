import { writePlace, type MeetingPlace } from './place.ts';

/** When on its day a meeting is held, and whether there or from afar. */
export interface Hours {
	starts: string | null;
	ends: string | null;
	half: string | null;
	remote: boolean | null;
	/** IANA zone of the hours; null where none are stated. */
	zone: string | null;
}

/** What people plan by beside the dates; `place` is one line, empty where it is not stated. */
export interface Arrangement {
	/** Day by day. */
	hours: Hours[];
	place: string;
	mode: string | null;
}

interface Arranged {
	days: Array<Pick<Hours, 'starts' | 'ends'> & Partial<Pick<Hours, 'half' | 'remote'>>>;
	timezone: string;
	place: MeetingPlace | null;
	city: string | null;
	mode: string | null;
}

/** How a meeting is arranged. */
export function arrange({ days, timezone, place, city, mode }: Arranged): Arrangement {
	return { hours: listHours(days, timezone), place: writePlace(place, city), mode };
}

/** The hours of days in their zone. */
export function listHours(days: Arranged['days'], timezone: string): Hours[] {
	return days.map(({ starts, ends, half, remote }) => ({
		starts,
		ends,
		half: half ?? null,
		remote: remote ?? null,
		zone: starts && timezone
	}));
}

const writeHours = (hours: Hours[]) =>
	hours.map(({ starts, ends, half, remote, zone }) => [starts, ends, half, remote, zone].join());

/** What of an arrangement, as far as it is given, is otherwise in the present one; undefined: nothing. */
export function findFormer(
	{ hours, place, mode }: Partial<Arrangement>,
	now: Partial<Arrangement>
): Partial<Arrangement> | undefined {
	const former = {
		...(hours &&
			now.hours &&
			writeHours(hours).join('|') !== writeHours(now.hours).join('|') && { hours }),
		...(place !== undefined && now.place !== undefined && place !== now.place && { place }),
		...(mode !== undefined && now.mode !== undefined && mode !== now.mode && { mode })
	};
	return Object.keys(former).length ? former : undefined;
}
