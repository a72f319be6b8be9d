import { AUDIENCES } from '#lib/model/meeting-kind.ts';
import { SPARE_ROWS } from '#lib/model/meeting-form.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { PageData } from './$types';

type Fields = Record<string, string>;

/** The fields of the form as the stored facts fill them. */
export function writeFields({ facts }: Pick<PageData, 'facts'>): Fields {
	const { place, registration } = facts;
	return {
		...writeTexts('title', facts.title),
		...writeTexts('objective', facts.objective),
		...writeTexts('theme', facts.theme),
		...writeTexts('modeReason', facts.modeReason),
		...writeAudience('audience-', facts.audience),
		kind: facts.kind,
		mode: facts.mode ?? '',
		chairId: facts.chairId ?? '',
		'place-name': place.name ?? '',
		'place-address': place.address ?? '',
		'place-postcode': place.postcode ?? '',
		// Where both are stated, the one inside the place is shown everywhere else too.
		'place-city': place.city ?? facts.city ?? '',
		'place-country': place.country ?? '',
		'place-url': place.url ?? '',
		'place-map': place.map ?? '',
		timezone: facts.timezone,
		languages: facts.languages.join(' '),
		'registration-needed': registration ? 'on' : '',
		'registration-url': registration?.url ?? '',
		'registration-deadline': registration?.deadline ?? '',
		'registration-language': registration?.language ?? '',
		lowBandwidth: facts.lowBandwidth ? 'on' : '',
		visibility: facts.visibility,
		programmeStatus: facts.programmeStatus ?? '',
		followsId: facts.followsId ?? '',
		...Object.fromEntries(
			facts.roles.flatMap((one, n) => [
				[`role-${n}`, one.role],
				[`organisation-${n}`, one.organisationId]
			])
		),
		...Object.assign({}, ...facts.days.map(writeDay))
	};
}

function writeDay(day: PageData['facts']['days'][number], n: number): Fields {
	return {
		[`date-${n}`]: day.date,
		[`starts-${n}`]: day.starts ?? '',
		[`ends-${n}`]: day.ends ?? '',
		[`half-${n}`]: day.half ?? '',
		[`remote-${n}`]: day.remote === null ? '' : day.remote ? 'yes' : 'no',
		...writeAudience(`day-${n}-audience-`, day.audience)
	};
}

function writeTexts(name: string, value: Localised | null): Fields {
	const texts = Object.entries(value?.texts ?? {});
	return {
		...Object.fromEntries(texts.map(([lang, text]) => [`${name}-${lang}`, text])),
		[`${name}-original`]: value?.original ?? ''
	};
}

function writeAudience(prefix: string, chosen: string[]): Fields {
	return Object.fromEntries(
		AUDIENCES.map((one, n) => [`${prefix}${n}`, chosen.includes(one) ? 'on' : ''])
	);
}

/** How many rows `NAME-0`, `NAME-1`, … to show: those filled and some spare ones. */
export function countRows(fields: Fields, name: string, spare = SPARE_ROWS): number {
	const filled = Object.entries(fields)
		.filter(([, value]) => value)
		.map(([field]) => new RegExp(`^${name}-(\\d+)$`).exec(field)?.[1])
		.filter((n) => n !== undefined)
		.map((n) => Number(n) + 1);
	return Math.min(Math.max(0, ...filled) + spare, 60);
}
