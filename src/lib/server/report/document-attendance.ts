import { isAttendanceRecorded, type ReportContent } from '#lib/model/report.ts';
import type { Words } from './words.ts';

/**
 * The one computed number: organisations, and persons where every head was counted; persons alone
 * where nobody came for an organisation; that nobody recorded it, where nobody did.
 */
export function describeAttendance(content: ReportContent, words: Words): string[] {
	const { attendance } = content;
	if (!isAttendanceRecorded(content)) return [words.say('attendance_unrecorded')];
	const { organisations: n, persons, onSite, remote, counted } = attendance;
	const lines = n || !persons ? [words.say('attendance_organisations', { n })] : [];
	if (counted && persons > 0)
		lines.push(
			onSite || remote
				? words.say('attendance_persons', { persons, onSite, remote })
				: words.say('attendance_persons_only', { persons })
		);
	return lines;
}

/** Numbers, sectors and names, one line each, for documents without lists of their own. */
export function listAttendance(content: ReportContent, words: Words): string[] {
	const { sectors, present, apologies } = content.attendance;
	const lines = describeAttendance(content, words);
	const add = (label: string, values: string[]) => {
		if (values.length) lines.push(`${words.label(label)} ${values.join(', ')}`);
	};
	add(
		'sectors',
		sectors.map((one) => `${nameSector(one.sector, words)} ${one.organisations}`)
	);
	add('present', present);
	add('apologies', apologies);
	return lines;
}

/** Sectors we have a word for; any other is printed as it was entered. */
export function nameSector(sector: string | null, words: Words): string {
	if (sector === null) return words.say('sector_other');
	const known = ['government', 'education', 'industry', 'network'].includes(sector);
	return known ? words.say(`sector_${sector}`) : sector;
}
