import type { ParticipantReportRecord } from '#lib/model/import/report.ts';
import type { Trx } from '#lib/server/platform/db.ts';
import { importRow, json, type ImportKeys } from '#lib/server/platform/import.ts';

/** Stores what somebody who took part wrote about an event. Nothing in it lets a name be printed. */
export async function importParticipantReport(
	trx: Trx,
	keys: ImportKeys,
	record: ParticipantReportRecord
): Promise<void> {
	const { name, role } = record.author;
	const author = `${record.id}-author`;
	if (name) await importRow(trx, keys, 'person', { importKey: author, name, roleLabel: role });
	await importRow(trx, keys, 'participantReport', {
		importKey: record.id,
		meetingId: keys.get(record.event),
		authorId: name ? keys.get(author) : null,
		authorRole: role,
		official: record.official,
		language: record.lang,
		opinion: json(record.opinion),
		recommendations: JSON.stringify(record.recommendations),
		coveredById: keys.find(record.recommendationsCoveredBy),
		coverage: JSON.stringify(record.coverage),
		figures: JSON.stringify(record.figures),
		mentions: JSON.stringify(
			record.mentions.map(({ of, by, org }) => ({
				of: keys.get(of),
				by,
				organisationId: keys.get(org)
			}))
		),
		question: json(record.asksColleague),
		annexImages: record.annexImages,
		provenance: JSON.stringify({ src: record.src, inv: record.inv })
	});
}
