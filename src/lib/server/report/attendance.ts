import { show, type Localised } from '#lib/model/localised.ts';
import type { ReportContent, Visibility } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import { findStatement, listAttendance, type AttendanceRow } from './attendance.rows.ts';

type Attendance = ReportContent['attendance'];

/**
 * The one number of a meeting, computed from its attendance list and never typed in; names and a
 * source's words only for who may read the list. Where a seat's place is not noted, an online
 * meeting's are remote and an on-site meeting's are on site; of all others nobody knows.
 */
export async function readAttendance(
	db: Db,
	meetingId: string,
	{ mode, language }: Pick<ReportContent, 'mode' | 'language'>,
	readers: readonly Visibility[]
): Promise<Attendance> {
	const [rows, statement] = await Promise.all([
		listAttendance(db, meetingId, readers),
		findStatement(db, meetingId, readers)
	]);
	return { ...countAttendance(rows, mode), ...say(rows, statement, language) };
}

/** A source's words stand only where nobody recorded a list: there is one number, not two. */
function say(
	rows: AttendanceRow[],
	statement: Localised | null,
	language: string
): Pick<Attendance, 'recorded' | 'statement'> {
	const recorded = rows.some(({ state }) => state !== 'expected');
	const shown = recorded ? null : show(statement, language);
	return { recorded, statement: shown && { text: shown.text, lang: shown.lang } };
}

export function countAttendance(rows: AttendanceRow[], mode: ReportContent['mode']): Attendance {
	const present = rows.filter((row) => row.state === 'present');
	const organisations = present.filter((row) => row.kind === 'organisation');
	const people = present.filter((row) => row.kind === 'person');
	const sum = (some: AttendanceRow[]) => some.reduce((heads, row) => heads + (row.heads ?? 1), 0);
	const ownOf = ({ organisationId }: AttendanceRow) =>
		people.filter((one) => one.organisationId === organisationId);
	// Who came for an organisation that is on the list is among its heads.
	const alone = people.filter(
		({ organisationId }) => !organisations.some((one) => one.organisationId === organisationId)
	);
	const counts = [
		...organisations.map((row) => ({ row, heads: Math.max(row.heads ?? 1, sum(ownOf(row))) })),
		...alone.map((row) => ({ row, heads: row.heads ?? 1 }))
	];
	const add = (some: typeof counts) => some.reduce((all, { heads }) => all + heads, 0);
	const placeOf = (row: AttendanceRow) => row.seat ?? (mode === 'hybrid' ? null : mode);
	const isOnSite = (row: AttendanceRow) => placeOf(row) === 'on-site';
	const names = (some: AttendanceRow[]) => some.flatMap(({ name }) => name ?? []);
	return {
		organisations: organisations.length,
		persons: add(counts),
		onSite: add(counts.filter(({ row }) => isOnSite(row))),
		remote: add(counts.filter(({ row }) => placeOf(row) !== null && !isOnSite(row))),
		counted: organisations.every((row) => row.heads !== null || ownOf(row).length > 0),
		sectors: countSectors(organisations),
		present: names([...organisations, ...people]),
		apologies: names(rows.filter((row) => row.state === 'apologies'))
	};
}

function countSectors(present: AttendanceRow[]): Attendance['sectors'] {
	const counts = new Map<string | null, number>();
	for (const { sector } of present) counts.set(sector, (counts.get(sector) ?? 0) + 1);
	return [...counts]
		.map(([sector, organisations]) => ({ sector, organisations }))
		.sort(
			(a, b) =>
				b.organisations - a.organisations || (a.sector ?? '~').localeCompare(b.sector ?? '~')
		);
}
