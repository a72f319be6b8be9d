import { show } from '#lib/model/localised.ts';
import type { CarriedAction, ReportContent } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import { findActionWords, listOpenBefore } from './actions.rows.ts';
import type { MeetingFacts } from './facts.rows.ts';
import { readAction } from './items.ts';

/**
 * Actions of the dossier's earlier meetings without an answer, as those meetings' reports word them.
 * An action whose words were restricted there is not carried into a public text, nor is one of a
 * meeting that this report may not name or whose report was withdrawn.
 */
export async function readCarried(
	db: Db,
	meeting: MeetingFacts,
	language: string
): Promise<CarriedAction[]> {
	if (!meeting.dossierId || meeting.ordinal === null) return [];
	const rows = await listOpenBefore(db, {
		...meeting,
		dossierId: meeting.dossierId,
		ordinal: meeting.ordinal
	});
	const words = await findActionWords(db, [...new Set(rows.map((row) => row.meetingId))]);
	return rows.flatMap((row) => {
		const text = words.get(row.id);
		if (!text) return [];
		const title = show(row.meetingTitle, language);
		const from = { slug: row.meetingSlug, title: { text: title.text, lang: title.lang } };
		return [{ id: row.id, text, ...readAction(row), from }];
	});
}

/**
 * A draft that was never published, with what is open of earlier meetings today: an action that was
 * agreed or opened again since the draft was filed enters it behind the others. Those that were
 * finished meanwhile stay, and say so.
 */
export async function refreshCarried(
	db: Db,
	meeting: MeetingFacts,
	content: ReportContent
): Promise<ReportContent> {
	const known = new Set(content.carried.map(({ id }) => id));
	const open = await readCarried(db, meeting, content.language);
	return {
		...content,
		carried: [...content.carried, ...open.filter(({ id }) => !known.has(id))]
	};
}
