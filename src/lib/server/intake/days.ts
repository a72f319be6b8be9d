import { AppError } from '../platform/errors.ts';

/** @throws {AppError} `day_taken` (409), at the second of two days with one date */
export function requireOwnDates(days: ReadonlyArray<{ date: string }>): void {
	const dates = days.map(({ date }) => date);
	const twin = dates.findIndex((date, at) => dates.indexOf(date) < at);
	if (twin >= 0)
		throw new AppError('day_taken', 409, 'The meeting has a day on this date already.').about(
			`days.${twin}.date`
		);
}
