import { findName, replaceName } from '#lib/model/name-erasure.ts';
import { listTexts, type NameWarning } from '#lib/model/report-names.ts';
import type { ReportContent } from '#lib/model/report.ts';
import { listRefused } from '../people/refusal.rows.ts';
import type { Db } from '../platform/db.ts';
import type { ReportHead } from './report.rows.ts';

/** A name that was typed and that nobody will read: its bearer refused. */
export interface RefusedWarning extends Pick<NameWarning, 'name' | 'field' | 'of'> {
	/** What stands for it. */
	role: string;
	/** The sentence as it is given out, without any name that was refused. */
	reads: string;
}

/**
 * Names that people of the meeting refused, in what was typed into a draft for any readers and into the
 * reason of its correction: whoever reads the report finds the role there. In the order of the page, each
 * name once a field.
 */
export async function warnOfRefused(
	db: Db,
	{ meetingId }: Pick<ReportHead, 'meetingId'>,
	content: ReportContent,
	reason: string | undefined
): Promise<RefusedWarning[]> {
	const refused = await listRefused(db, [`meeting/${meetingId}`]);
	if (refused.length === 0) return [];
	const give = (text: string) =>
		refused.reduce((said, { name, role }) => replaceName(said, name, role), text);
	return listTexts(openAll(content), reason).flatMap(({ field, text, of }) =>
		text
			.split(/(?<=[.!?])\s+|\n+/)
			.flatMap((sentence) =>
				refused
					.filter(({ name }) => findName(sentence, name).length)
					.map(({ name, role }) => ({ field, of: give(of), name, role, reads: give(sentence) }))
			)
			.filter(({ name }, n, all) => all.findIndex((one) => one.name === name) === n)
	);
}

/** A name gives way whoever reads it: as if everything were for everybody. */
function openAll(content: ReportContent): ReportContent {
	return JSON.parse(
		JSON.stringify(content, (key, value: unknown) => (key === 'visibility' ? 'public' : value))
	) as ReportContent;
}
