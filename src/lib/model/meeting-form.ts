import * as v from 'valibot';
import type { TypedTexts } from './form-text.ts';
import { AUDIENCES, readLanguages } from './meeting-kind.ts';
import { MeetingFacts } from './meeting-facts.ts';

type Fields = Record<string, string>;

/** Rows of organisations and days that a form offers beyond those there are. */
export const SPARE_ROWS = 3;

const KEEPS_LINES = ['objective', 'statement'];

/**
 * A text in several languages from the fields `NAME-LANG`, `NAME-original`, and `NAME-same.LANG`
 * for each translation that was confirmed. Null: all are empty.
 */
export function readTexts(fields: Fields, name: string): TypedTexts | null {
	const texts: Record<string, string> = {};
	const same: string[] = [];
	for (const [field, text] of Object.entries(fields)) {
		const lang = field.startsWith(`${name}-`) ? field.slice(name.length + 1) : 'original';
		const value = KEEPS_LINES.includes(name) ? text.trim() : text.replaceAll(/\s+/g, ' ').trim();
		if (lang === 'original' || !value) continue;
		if (lang.startsWith('same.')) same.push(lang.slice('same.'.length));
		else texts[lang] = value;
	}
	const original = fields[`${name}-original`] ?? '';
	const first = texts[original] === undefined ? Object.keys(texts)[0] : original;
	return first === undefined ? null : { original: first, texts, same };
}

function nest(fields: Fields): Record<string, unknown> {
	const text = (name: string) => (fields[name] ?? '').trim();
	const is = (name: string) => fields[name] === 'on';
	const audience = (prefix: string) => AUDIENCES.filter((_, n) => is(`${prefix}${n}`));
	return {
		version: Number(text('version')),
		title: readTexts(fields, 'title'),
		kind: text('kind'),
		objective: readTexts(fields, 'objective'),
		theme: readTexts(fields, 'theme'),
		mode: text('mode') || null,
		modeReason: readTexts(fields, 'modeReason'),
		roles: count(fields, 'role')
			.map((n) => ({ role: text(`role-${n}`), organisationId: text(`organisation-${n}`) }))
			.filter(({ organisationId }) => organisationId),
		chairId: text('chairId'),
		place: Object.fromEntries(
			['name', 'address', 'postcode', 'city', 'country', 'url', 'map'].map((key) => [
				key,
				text(`place-${key}`)
			])
		),
		timezone: text('timezone'),
		languages: readLanguages(text('languages')),
		audience: audience('audience-'),
		days: count(fields, 'date')
			.filter((n) => text(`date-${n}`))
			.map((n) => ({
				date: text(`date-${n}`),
				starts: text(`starts-${n}`),
				ends: text(`ends-${n}`),
				half: text(`half-${n}`),
				remote: text(`remote-${n}`),
				audience: audience(`day-${n}-audience-`)
			})),
		registration: {
			url: text('registration-url'),
			deadline: text('registration-deadline'),
			language: text('registration-language'),
			needed: is('registration-needed')
		},
		lowBandwidth: is('lowBandwidth'),
		visibility: text('visibility'),
		programmeStatus: text('programmeStatus'),
		followsId: text('followsId'),
		isSettled: is('isSettled')
	};
}

/** Numbers of the rows `NAME-0`, `NAME-1`, … of a form, in order. */
function count(fields: Fields, name: string): number[] {
	const row = new RegExp(`^${name}-(\\d{1,3})$`);
	return Object.keys(fields)
		.map((field) => row.exec(field)?.[1])
		.filter((n) => n !== undefined)
		.map(Number)
		.sort((a, b) => a - b);
}

/** The form of a meeting's facts: flat fields in, `MeetingFacts` out; issues have nested paths. */
export const MeetingForm = v.pipe(
	v.record(v.string(), v.string()),
	v.transform(nest),
	MeetingFacts
);
