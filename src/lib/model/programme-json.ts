import { writeOrganisation } from './dossier-json.ts';
import { show, type Localised } from './localised.ts';
import type { OrganisationName } from './organisation.ts';
import { findMap } from './place.ts';
import type { ParticipantReport } from './participant-report.ts';
import type { Programme, ProgrammeAttendance } from './programme.ts';

/** A meeting or event as data (`/meetings/SLUG.json`, `/events/SLUG.json`), texts in `lang` where they exist. */
export function writeProgramme(meeting: Programme, lang: string): object {
	const say = (text: Localised | null) => show(text, lang)?.text ?? null;
	const organisation = (one: OrganisationName | null) => one && writeOrganisation(one, lang);
	const linked = (one: { slug: string; title: Localised } | null) =>
		one && { slug: one.slug, title: say(one.title) };
	return {
		slug: meeting.slug,
		kind: meeting.kind,
		ordinal: meeting.ordinal,
		title: say(meeting.title),
		titles: meeting.title.texts,
		status: meeting.status,
		mode: meeting.mode,
		modeReason: say(meeting.modeReason),
		timezone: meeting.timezone,
		days: meeting.days,
		city: meeting.city,
		place: meeting.place,
		host: organisation(meeting.host),
		funder: organisation(meeting.funder),
		dossier: linked(meeting.dossier),
		theme: say(meeting.theme),
		objective: say(meeting.objective),
		languages: meeting.languages,
		audience: meeting.audience,
		programmeStatus: meeting.programmeStatus,
		registration: meeting.registration,
		statusHistory: meeting.statusHistory.map(({ at, status, reason, from, to }) => ({
			at,
			status,
			reason: say(reason ?? null) ?? undefined,
			from,
			to
		})),
		roles: meeting.roles.map((one) => ({
			role: one.role,
			organisation: organisation(one.organisation)
		})),
		map: findMap(meeting.place, meeting.city),
		parts: meeting.parts.map((one) => ({ ...one, title: say(one.title) })),
		agenda: meeting.items.map((item) => ({
			...item,
			title: say(item.title),
			talk: say(item.talk),
			speakers: item.speakers.map((one) => ({
				...one,
				organisation: organisation(one.organisation)
			})),
			organisations: item.organisations.map(organisation),
			film: linked(item.film),
			budget: item.budget.map(say)
		})),
		parallel: meeting.slots.map(({ id, day, half, held, label, tracks }) => ({
			id,
			day,
			half,
			held,
			label: say(label),
			tracks
		})),
		invitation: meeting.invitation && {
			exhaustive: meeting.invitation.exhaustive,
			invited: meeting.invitation.invited.map((one) => ({
				...one,
				organisation: organisation(one.organisation)
			}))
		},
		attendance: meeting.attendance && writeAttendance(meeting.attendance, lang),
		films: meeting.films.map((film) => ({ ...film, title: say(film.title) })),
		materials: meeting.materials.map((one) => ({ ...one, title: say(one.title) })),
		previous: linked(meeting.previous),
		next: linked(meeting.next),
		report: meeting.report && { ...meeting.report, href: `/reports/${meeting.report.slug}` },
		disclaimer: say(meeting.disclaimer)
	};
}

/** No number where nobody recorded who came: zero would be one. */
function writeAttendance(
	{ isRecorded, organisations, persons, statement, list }: ProgrammeAttendance,
	lang: string
): object {
	const write = (one: OrganisationName | null) => one && writeOrganisation(one, lang);
	return {
		recorded: isRecorded,
		organisations: isRecorded ? organisations : null,
		persons: isRecorded ? persons : null,
		statement: show(statement, lang)?.text ?? null,
		...(list && {
			present: list.present.map(write),
			apologies: list.apologies.map(write),
			people: list.people.map((one) => ({ ...one, organisation: write(one.organisation) }))
		})
	};
}

/** A participant's report as data; `official` is always false. */
export function writeParticipantReport(report: ParticipantReport, lang: string): object {
	return {
		...report,
		official: false,
		opinion: show(report.opinion, lang)?.text ?? null,
		coveredBy: report.coveredBy && writeOrganisation(report.coveredBy, lang),
		mentions: report.mentions.map(({ of, by, organisation, picture }) => ({
			of: writeOrganisation(of, lang),
			by,
			organisation: writeOrganisation(organisation, lang),
			picture
		}))
	};
}
