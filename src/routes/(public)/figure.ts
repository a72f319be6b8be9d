import { formatDate, localeOf } from '#lib/model/calendar-date.ts';
import type { KeyFigure } from '#lib/model/dossier.ts';
import { numberFormat } from '#lib/model/formatter.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const qualified = {
	about: m.dossier_figure_about,
	'more-than': m.dossier_figure_more_than,
	'less-than': m.dossier_figure_less_than
};

/** A figure as it is printed: "more than 500", "55 countries = 27 EU + 28 others". */
export function writeFigure({ value, qualifier, unit, parts }: KeyFigure): string {
	const locale = localeOf(getLocale());
	const number = (decimal: string) =>
		// As text, so that no digit of a large or exact number is lost; TypeScript knows only numbers here.
		numberFormat(locale, { maximumFractionDigits: 4 }).format(decimal as `${number}`);
	const sized = qualifier ? qualified[qualifier]({ value: number(value) }) : number(value);
	const told = [sized, unit].filter(Boolean).join(' ');
	if (!parts.length) return told;
	return `${told} = ${parts.map((part) => `${number(part.value)} ${part.label}`.trim()).join(' + ')}`;
}

/** The day, month or year of a figure; empty when nobody stated it. */
export function dateFigure({ date, datePrecision }: KeyFigure): string {
	return date ? formatDate(date, datePrecision, getLocale()) : '';
}
