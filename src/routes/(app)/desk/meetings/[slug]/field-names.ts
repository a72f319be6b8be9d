import { nameLanguage } from '#lib/model/language.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const names: Record<string, () => string> = {
	title: m.meeting_title,
	objective: m.programme_objective,
	theme: m.programme_theme,
	modeReason: m.meeting_mode_reason,
	kind: m.meeting_kind,
	mode: m.programme_mode,
	chairId: m.meeting_chair,
	timezone: m.meeting_zone,
	languages: m.programme_languages,
	lowBandwidth: m.meeting_low_bandwidth_field,
	visibility: m.meeting_visibility,
	programmeStatus: m.meeting_programme,
	followsId: m.meeting_follows,
	'place-name': m.meeting_place_name,
	'place-address': m.meeting_place_address,
	'place-postcode': m.meeting_place_postcode,
	'place-city': m.meeting_place_city,
	'place-country': m.meeting_place_country,
	'place-url': m.meeting_place_url,
	'place-map': m.meeting_place_map,
	'registration-needed': m.meeting_registration_needed,
	'registration-url': m.meeting_registration_url,
	'registration-deadline': m.meeting_registration_deadline,
	'registration-language': m.meeting_registration_language,
	audience: m.meeting_audience,
	day: m.meeting_day_audience,
	role: m.meeting_roles,
	organisation: m.meeting_roles,
	date: m.agenda_day_date,
	starts: m.agenda_day_starts,
	ends: m.agenda_day_ends,
	half: m.meeting_half,
	remote: m.meeting_day_way
};
const SHOWN =
	/^(title|objective|theme|modeReason|place|registration-(url|deadline|language)|timezone|languages|date|starts|ends)/;

/** A field of the facts in words, with what was saved in it where that is not a code. */
export function nameField(field: string, value: string): string {
	const own = names[field]?.();
	const [key = '', tail = ''] = field.split('-');
	const label = own ?? names[key]?.() ?? field;
	const more = own
		? ''
		: /^\d+$/.test(tail)
			? m.programme_day({ number: Number(tail) + 1 })
			: /^[a-z]{2}/.test(tail)
				? nameLanguage(tail, getLocale())
				: '';
	const isPlace = key !== 'role' && key !== 'organisation' && key !== 'audience';
	const name = more && isPlace ? `${label}, ${more}` : label;
	return SHOWN.test(field) ? m.dossier_labelled({ label: name }) + ` ${value || '–'}` : name;
}
