import type { ReportContent } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import { countUnaffiliated, listAttendance, type AttendanceRow } from './attendance.rows.ts';

type Attendance = ReportContent['attendance'];

/**
 * The one number of a meeting, computed from its attendance list and never typed in. Where a seat's
 * place is not noted, an online meeting's are remote and an on-site meeting's are on site.
 */
export async function readAttendance(
	db: Db,
	meetingId: string,
	mode: ReportContent['mode']
): Promise<Attendance> {
	const [rows, unaffiliated] = await Promise.all([
		listAttendance(db, meetingId),
		countUnaffiliated(db, meetingId)
	]);
	return countAttendance(rows, unaffiliated, mode);
}

export function countAttendance(
	rows: AttendanceRow[],
	unaffiliated: number,
	mode: ReportContent['mode']
): Attendance {
	const present = rows.filter((row) => row.state === 'present');
	const heads = (some: AttendanceRow[]) => some.reduce((sum, row) => sum + (row.heads ?? 1), 0);
	const isOnSite = (row: AttendanceRow) => (row.seat ? row.seat === 'on-site' : mode === 'on-site');
	const onSite = heads(present.filter(isOnSite));
	const persons = heads(present) + unaffiliated;
	return {
		organisations: present.length,
		persons,
		onSite,
		remote: persons - onSite,
		counted: present.every((row) => row.heads !== null),
		sectors: countSectors(present),
		present: present.map((row) => row.name),
		apologies: rows.filter((row) => row.state === 'apologies').map((row) => row.name)
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
