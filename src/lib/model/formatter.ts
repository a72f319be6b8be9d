/*
 * Formatters of Intl, each made once: making one for dates takes some thirty times longer than using it
 * (130 and 4 µs), and a long dossier prints a thousand dates. https://tc39.es/ecma402/
 */
const made = new Map<string, unknown>();
/** Papers come in any language and zone, so they are not kept without end. */
const MOST = 500;

function once<T>(kind: string, locale: string, options: object, make: () => T): T {
	const key = `${kind} ${locale} ${JSON.stringify(options)}`;
	const known = made.get(key) as T | undefined;
	if (known) return known;
	if (made.size >= MOST) made.clear();
	const fresh = make();
	made.set(key, fresh);
	return fresh;
}

/**
 * Writes instants. Options without a `timeZone` keep the one that was the machine's at first.
 * @throws {RangeError} unknown locale, zone or other option, as the others here do
 */
export function dateFormat(
	locale: string,
	options: Intl.DateTimeFormatOptions
): Intl.DateTimeFormat {
	return once('date', locale, options, () => new Intl.DateTimeFormat(locale, options));
}

/** Writes numbers, amounts and sizes. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
	return once('number', locale, options, () => new Intl.NumberFormat(locale, options));
}

/** Writes several words as one phrase: "a, b and c". */
export function listFormat(locale: string): Intl.ListFormat {
	return once('list', locale, {}, () => new Intl.ListFormat(locale));
}

/** Names languages (BCP 47), regions (ISO 3166) and currencies (ISO 4217). */
export function displayNames(locale: string, type: Intl.DisplayNamesType): Intl.DisplayNames {
	return once('names', locale, { type }, () => new Intl.DisplayNames(locale, { type }));
}
