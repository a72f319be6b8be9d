import type { Dossier } from './dossier.ts';
import { show } from './localised.ts';
import { findLastMove } from './meeting-step.ts';
import { nameOrganisation, type OrganisationName } from './organisation.ts';
import type { Programme } from './programme.ts';
import { instantIn } from './zone.ts';

const CONTEXT = 'https://schema.org';

/** schema.org/Project of a dossier. `origin`: scheme and host of this site. */
export function describeDossier(dossier: Dossier, lang: string, origin: string): object {
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

const MODES = { online: 'Online', hybrid: 'Mixed', 'on-site': 'Offline' } as const;

/** schema.org/Event of a meeting, with its attendance mode; one that moved online says so. */
export function describeMeeting(meeting: Programme, lang: string, origin: string): object {
	const { days, mode, place } = meeting;
	const base = meeting.kind === 'external-event' ? 'events' : 'meetings';
	const url = `${origin}/${base}/${meeting.slug}`;
	const [first, last] = [days[0], days.at(-1)];
	const at = (date: string, time: string | null) =>
		time ? new Date(instantIn(meeting.timezone, date, time)).toISOString() : date;
	const moved = findLastMove(meeting.statusHistory);
	const statuses = [
		meeting.status === 'cancelled' && 'EventCancelled',
		meeting.status !== 'cancelled' &&
			moved &&
			(days.length ? 'EventRescheduled' : 'EventPostponed'),
		meeting.status !== 'cancelled' && mode === 'online' && meeting.modeReason && 'EventMovedOnline'
	]
		.filter((status) => typeof status === 'string')
		.map((status) => `${CONTEXT}/${status}`);
	const locations = [
		mode !== 'on-site' && mode !== null && { '@type': 'VirtualLocation', url },
		place?.name && {
			'@type': 'Place',
			name: place.name,
			address: {
				'@type': 'PostalAddress',
				streetAddress: place.address,
				postalCode: place.postcode,
				addressLocality: place.city ?? meeting.city ?? undefined,
				addressCountry: place.country
			}
		}
	].filter(Boolean);
	return {
		'@context': CONTEXT,
		'@type': 'Event',
		name: show(meeting.title, lang).text,
		description: show(meeting.objective, lang)?.text,
		url,
		startDate: first && at(first.date, first.starts),
		endDate: last && at(last.date, last.ends),
		eventStatus: statuses.length > 1 ? statuses : (statuses[0] ?? `${CONTEXT}/EventScheduled`),
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

function describe(organisation: OrganisationName, lang: string, origin: string): object {
	return {
		'@type': 'Organization',
		name: nameOrganisation(organisation, lang).text,
		url: `${origin}/organisations/${organisation.slug}`
	};
}
