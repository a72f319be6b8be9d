import type { ReportContent, Speaker } from '#lib/model/report.ts';
import { setSpoke } from '../agenda/settling.rows.ts';
import type { Db, Trx } from '../platform/db.ts';
import { listSpeakers } from './facts.rows.ts';

/**
 * A draft whose speakers are what the meeting says that they were on the day. Whether they spoke
 * comes from there too (`isSpoken`), but for a correction, which starts from what was said.
 */
export async function refreshSpeakers(
	db: Db,
	meetingId: string,
	content: ReportContent,
	isSpoken: boolean
): Promise<ReportContent> {
	const rows = new Map(
		(await listSpeakers(db, meetingId)).map((row) => [`${row.itemId}/${row.personId}`, row])
	);
	const refresh = (itemId: string, speaker: Speaker): Speaker => {
		const row = rows.get(`${itemId}/${speaker.personId}`);
		if (!row) return speaker;
		const { role, organisation, spoke } = row;
		return { ...speaker, role, organisation, ...(isSpoken ? { spoke } : {}) };
	};
	return {
		...content,
		items: content.items.map((item) => ({
			...item,
			speakers: item.speakers.map((speaker) => refresh(item.id, speaker))
		}))
	};
}

/** Writes who spoke, where a text says it otherwise than the one before it, for the meeting's page. */
export async function saveSpoken(
	trx: Trx,
	before: ReportContent,
	after: ReportContent
): Promise<void> {
	const said = new Map(list(before));
	for (const [key, { itemId, personId, spoke }] of list(after))
		if (said.has(key) && said.get(key)!.spoke !== spoke)
			await setSpoke(trx, itemId, personId, spoke);
}

function list({ items }: ReportContent) {
	return items.flatMap(({ id: itemId, speakers }) =>
		speakers.flatMap(({ personId, spoke }) =>
			personId ? [[`${itemId}/${personId}`, { itemId, personId, spoke }] as const] : []
		)
	);
}
