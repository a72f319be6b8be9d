import { writeTree } from './form-tree.ts';
import type { PastReport } from './past-report.ts';
import type { ProgrammeDraft } from './programme-draft.ts';

/** A programme that was read, as the fields of its preview. */
export function writeProgrammeFields(draft: ProgrammeDraft): Record<string, string> {
	const { doubts, lines, invited, items, timezone, ...rest } = draft;
	return {
		...writeTree({
			...rest,
			kind: 'taskforce-meeting',
			timezone: timezone ?? 'Europe/Paris',
			days: draft.days.length > 0 ? draft.days : [{ date: null }],
			items
		}),
		...(draft.days.length === 0 && { 'days.0.date': '' }),
		...Object.fromEntries(draft.days.map(({ date }, n) => [`days.${n}.date`, date ?? ''])),
		invited: invited.join('\n'),
		kept: JSON.stringify({ doubts, lines })
	};
}

/** A report that was read, as the fields of its preview. */
export function writeReportFields(report: PastReport): Record<string, string> {
	const { doubts, lines, nextSteps, days, ...rest } = report;
	return {
		...writeTree({ ...rest, timezone: 'Europe/Paris' }),
		...Object.fromEntries(
			(days.length > 0 ? days : ['']).map((date, n) => [`days.${n}.date`, date])
		),
		nextSteps: nextSteps.join('\n'),
		kept: JSON.stringify({ doubts, lines })
	};
}
