import { nameCountry } from './calendar-date.ts';
import { sortChoices, type Choice } from './choice-order.ts';

/** Codes of ISO 3166-1 that the platform knows as countries of today, and `EU`. */
export const COUNTRIES: readonly string[] = listCountries();

function listCountries(): string[] {
	const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	const NO_COUNTRIES = ['EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'];
	return letters
		.flatMap((first) => letters.map((second) => first + second))
		.filter((code) => names.of(code) && !NO_COUNTRIES.includes(code))
		.filter((code) => new Intl.Locale(`und-${code}`).region === code);
}

/** Code and name of every country, by name as the reader's language orders them. */
export function listCountryNames(locale: string): Choice[] {
	return sortChoices(
		COUNTRIES.map((code) => [code, nameCountry(code, locale)]),
		locale
	);
}
