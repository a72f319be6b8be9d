import { parentPort, workerData } from 'node:worker_threads';
import { readPastReport } from '#lib/model/past-report.ts';
import { readProgrammeCalendar } from '#lib/model/programme-calendar.ts';
import { readProgrammeTable } from '#lib/model/programme-table.ts';
import { readProgrammeText } from '#lib/model/programme-text.ts';
import type { ProgrammeDraft } from '#lib/model/programme-draft.ts';
import { Unreadable, type Reading } from './reading.ts';
import type { Answer, Job } from './reader.ts';
import { readSource } from './source.ts';

// A thread of its own: the file may be made to keep whoever reads it busy for ever.
async function run(job: Job): Promise<Answer> {
	try {
		const reading = await readSource(job);
		if (job.what === 'report') {
			const report = readPastReport(reading.lines, job.today);
			report.doubts.unshift(...reading.doubts);
			for (const text of reading.removed) report.lines.push({ text, as: 'repeated' });
			return { ok: true, report };
		}
		const programme = readProgramme(reading, job);
		programme.doubts.unshift(...reading.doubts);
		for (const text of reading.removed) programme.lines.push({ text, as: 'repeated' });
		return { ok: true, programme };
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

parentPort?.postMessage(await run(workerData as Job));
