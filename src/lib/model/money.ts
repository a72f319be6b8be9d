import { localeOf } from './calendar-date.ts';
import { displayNames, numberFormat } from './formatter.ts';

/** The currencies that a budget line can be in (ISO 4217). */
export const CURRENCIES = [
	'EUR',
	'DKK',
	'SEK',
	'NOK',
	'ISK',
	'GBP',
	'CHF',
	'PLN',
	'CZK',
	'HUF',
	'RON',
	'USD'
] as const;
export type Currency = (typeof CURRENCIES)[number];

/** "EUR – euro", in the reader's language. */
export function nameCurrency(code: string, locale: string): string {
	return `${code} – ${displayNames(localeOf(locale), 'currency').of(code)}`;
}

/** An exact amount (a decimal as text) in words of a language: "1 200,50 €"; no sign where none is stated. */
export function writeMoney(amount: string, currency: string | null, locale: string): string {
	const options = currency
		? ({ style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const)
		: { maximumFractionDigits: 4 };
	// As text, so that no digit of a large or exact number is lost; TypeScript knows only numbers here.
	return numberFormat(localeOf(locale), options).format(amount as `${number}`);
}
