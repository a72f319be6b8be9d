import { tellPaperKind, type PaperKind } from '#lib/model/paper-kind.ts';
import { readPastReport, type PastReport } from '#lib/model/past-report.ts';
import { readProgrammeCalendar } from '#lib/model/programme-calendar.ts';
import type { ProgrammeDraft } from '#lib/model/programme-draft.ts';
import { readProgrammeTable } from '#lib/model/programme-table.ts';
import { readProgrammeText } from '#lib/model/programme-text.ts';
import { findNames, type Named } from './name-search.ts';
import { Unreadable, type Reading, type Reason } from './reading.ts';
import { readSource } from './source.ts';

export interface Job {
	what: 'programme' | 'report' | 'names';
	bytes: Uint8Array;
	/** The file's name; empty for what was pasted. */
	name: string;
	/** YYYY-MM-DD. */
	today: string;
	/** What is looked for. */
	names?: string[];
}
export type Answer =
	| {
			ok: true;
			programme?: ProgrammeDraft;
			report?: PastReport;
			/** What the paper seems to be by its own words. */
			looks?: PaperKind | null;
			named?: Named;
	  }
	| { ok: false; reason: Reason; details: Record<string, number> };

/** Reads a file and understands it as a programme or a report, or looks for names in it; what cannot be read says why. */
export async function understand(job: Job): Promise<Answer> {
	try {
		if (job.what === 'names')
			return { ok: true, named: await findNames(job.bytes, job.names ?? []) };
		const reading = await readSource(job);
		if (job.what === 'report') {
			if (reading.calendar) throw new Unreadable('calendar');
			const report = readPastReport(reading.lines, job.today);
			report.doubts.unshift(...reading.doubts);
			for (const text of reading.removed) report.lines.push({ text, as: 'repeated' });
			return { ok: true, report, looks: tellPaperKind(reading.lines) };
		}
		const programme = readProgramme(reading, job);
		programme.doubts.unshift(...reading.doubts);
		for (const text of reading.removed) programme.lines.push({ text, as: 'repeated' });
		const looks = reading.calendar ? null : tellPaperKind(reading.lines);
		return { ok: true, programme, looks };
	} catch (fault) {
		if (fault instanceof Unreadable)
			return { ok: false, reason: fault.reason, details: fault.details };
		throw fault;
	}
}

function readProgramme(reading: Reading, { name, today }: Job): ProgrammeDraft {
	const title = name
		.replace(/\.[a-z]{2,4}$/i, '')
		.replace(/[_-]+/g, ' ')
		.trim();
	if (reading.calendar) return readProgrammeCalendar(reading.calendar, today);
	const table = reading.rows && readProgrammeTable(reading.rows, title, today);
	return table || readProgrammeText(reading.lines, today);
}
