import type { ParticipantReportRecord } from '#lib/model/import/report.ts';
import { findNamesakes } from '#lib/server/people/authors.ts';
import type { Trx } from '#lib/server/platform/db.ts';
import { importRow, json, type ImportKeys } from '#lib/server/platform/import.ts';

/** Stores what somebody who took part wrote about an event. Nothing in it lets a name be printed. */
export async function importParticipantReport(
	trx: Trx,
	keys: ImportKeys,
	record: ParticipantReportRecord
): Promise<void> {
	const known = await trx
		.selectFrom('participantReport')
		.select('id')
		.where('importKey', '=', record.id)
		.executeTakeFirst();
	if (known) return keys.set(record.id, known.id);
	await importRow(trx, keys, 'participantReport', {
		importKey: record.id,
		meetingId: keys.get(record.event),
		authorId: await importAuthor(trx, keys, record),
		authorRole: record.author.role,
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

/** Whoever takes part there and bears the name; of several none is guessed, but a new person made. */
async function importAuthor(
	trx: Trx,
	keys: ImportKeys,
	{ id, event, author: { name, role } }: ParticipantReportRecord
): Promise<string | null> {
	if (!name) return null;
	const meetingId = keys.get(event);
	const { dossierId } = await trx
		.selectFrom('meeting')
		.select('dossierId')
		.where('id', '=', meetingId)
		.executeTakeFirstOrThrow();
	const [bearer, ...others] = await findNamesakes(trx, null, name, { dossierId, meetingId });
	if (bearer && !others.length) return bearer.id;
	const importKey = `${id}-author`;
	await importRow(trx, keys, 'person', { importKey, name, roleLabel: role });
	return keys.get(importKey);
}
