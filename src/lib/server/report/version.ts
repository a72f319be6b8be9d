import type { ReportContent } from '#lib/model/report.ts';
import { mergeContent } from '#lib/model/report-visibility.ts';
import type { readVersion } from './version.rows.ts';

type Found = NonNullable<Awaited<ReturnType<typeof readVersion>>>;

/** The text of a version with everything that its readers may see. */
export function mergeVersion({ open, kept, attendance }: Found): ReportContent {
	const content = mergeContent(open, kept);
	return { ...content, attendance: attendance ?? content.attendance };
}
