import type { Event, Organization, Place, Project, VirtualLocation, WithContext } from 'schema-dts';
import type { Dossier } from './dossier.ts';
import { show } from './localised.ts';
import { findLastMove } from './meeting-step.ts';
import { nameOrganisation, type OrganisationName } from './organisation.ts';
import type { Programme } from './programme.ts';
import { instantIn } from './zone.ts';

const CONTEXT = 'https://schema.org' as const;

/** schema.org/Project of a dossier. `origin`: scheme and host of this site. */
export function describeDossier(
	dossier: Dossier,
	lang: string,
	origin: string
): WithContext<Project> {
	return {
		'@context': CONTEXT,
		'@type': 'Project',
		name: show(dossier.title, lang).text,
		description: show(dossier.background, lang)?.text,
		url: `${origin}/dossiers/${dossier.slug}`,
		foundingDate: dossier.startDate ?? undefined,
		dissolutionDate: dossier.endDate ?? undefined,
		location: dossier.region ? { '@type': 'Place', name: dossier.region } : undefined,
		funder: dossier.funder ? describe(dossier.funder, lang, origin) : undefined,
		member: dossier.requestedBy.map((one) => describe(one, lang, origin))
	};
}

interface When {
	timezone: string;
	days: Array<{ date: string; starts: string | null; ends: string | null }>;
}

/** From when to when an event is held, each with the hour where it is known, else the day. */
export function describeWhen({ timezone, days }: When): { startDate?: string; endDate?: string } {
	const at = (date: string, time: string | null) =>
		time ? new Date(instantIn(timezone, date, time)).toISOString() : date;
	const [first, last] = [days[0], days.at(-1)];
	return {
		...(first && { startDate: at(first.date, first.starts) }),
		...(last && { endDate: at(last.date, last.ends) })
	};
}

/** Whether an event is held online for a reason: then it moved there. */
export function isMovedOnline({ mode, modeReason }: { mode: string | null; modeReason: unknown }) {
	return mode === 'online' && Boolean(modeReason);
}

const MODES = { online: 'Online', hybrid: 'Mixed', 'on-site': 'Offline' } as const;

/** schema.org/Event of a meeting, with its attendance mode; one that moved online says so. */
export function describeMeeting(
	meeting: Programme,
	lang: string,
	origin: string
): WithContext<Event> {
	const { mode, place } = meeting;
	const base = meeting.kind === 'external-event' ? 'events' : 'meetings';
	const url = `${origin}/${base}/${meeting.slug}`;
	const moved = findLastMove(meeting.statusHistory);
	const statuses = listStatuses(meeting).map((status) => `${CONTEXT}/${status}` as const);
	const locations: Array<VirtualLocation | Place> = [];
	if (mode !== 'on-site' && mode !== null) locations.push({ '@type': 'VirtualLocation', url });
	if (place?.name)
		locations.push({
			'@type': 'Place',
			name: place.name,
			address: {
				'@type': 'PostalAddress',
				streetAddress: place.address ?? undefined,
				postalCode: place.postcode ?? undefined,
				addressLocality: place.city ?? meeting.city ?? undefined,
				addressCountry: place.country ?? undefined
			}
		});
	return {
		'@context': CONTEXT,
		'@type': 'Event',
		name: show(meeting.title, lang).text,
		description: show(meeting.objective, lang)?.text,
		url,
		...describeWhen(meeting),
		eventStatus: statuses.length > 1 ? statuses : statuses[0],
		previousStartDate: moved?.from?.[0],
		eventAttendanceMode: mode
			? `${CONTEXT}/${MODES[mode as keyof typeof MODES]}EventAttendanceMode`
			: undefined,
		location: locations,
		organizer: meeting.host ? describe(meeting.host, lang, origin) : undefined,
		funder: meeting.funder ? describe(meeting.funder, lang, origin) : undefined,
		inLanguage: meeting.languages
	};
}

function listStatuses({ status, statusHistory, days, mode, modeReason }: Programme) {
	if (status === 'cancelled') return ['EventCancelled'] as const;
	const statuses: Array<
		'EventRescheduled' | 'EventPostponed' | 'EventMovedOnline' | 'EventScheduled'
	> = [];
	if (findLastMove(statusHistory))
		statuses.push(days.length ? 'EventRescheduled' : 'EventPostponed');
	if (isMovedOnline({ mode, modeReason })) statuses.push('EventMovedOnline');
	return statuses.length ? statuses : (['EventScheduled'] as const);
}

function describe(organisation: OrganisationName, lang: string, origin: string): Organization {
	return {
		'@type': 'Organization',
		name: nameOrganisation(organisation, lang).text,
		url: `${origin}/organisations/${organisation.slug}`
	};
}
