import { isDeepStrictEqual } from 'node:util';
import type { ReportContent } from '#lib/model/report.ts';
import { mergeContent } from '#lib/model/report-visibility.ts';
import type { Trx } from '../platform/db.ts';
import { listDiffering } from './fact-rows.ts';
import { readVersion } from './version.rows.ts';

type Found = NonNullable<Awaited<ReturnType<typeof readVersion>>>;

/** The text of a version with everything that its readers may see. */
export function mergeVersion({ open, kept, attendance }: Found): ReportContent {
	const content = mergeContent(open, kept);
	return { ...content, attendance: attendance ?? content.attendance };
}

/**
 * Whether the current version says the same of the meeting, of who came and of what is open of earlier
 * meetings. None of it is a part of the draft: where it changed, the same draft is another provisional
 * version. A published one waits for a correction.
 */
export async function isStillSaid(
	trx: Trx,
	id: string,
	{ version, state }: { version: number; state: string },
	content: ReportContent
): Promise<boolean> {
	if (state !== 'provisional') return true;
	const current = await readVersion(trx, id, version, ['public', 'members', 'restricted']);
	const { attendance, carried } = content;
	// A version older than one of the fields does not contradict it.
	const isListSame = isDeepStrictEqual({ ...attendance, ...current!.attendance }, attendance);
	const isMeetingSame = listDiffering({ now: content, said: current!.open }).length === 0;
	return isListSame && isMeetingSame && isDeepStrictEqual(current!.open.carried, carried);
}
