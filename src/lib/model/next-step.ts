import { readDue, readDueColumn } from './action-due.ts';
import { nameStepColumn } from './list-table.ts';

/** One line of the next steps: what is to be done, and what columns beside it said of who and when. */
export interface NextStep {
	/** Without the columns that were understood, once `tellStep` has cut them. */
	parts: string[];
	/** The words of the column of owners, and at which part they stand. */
	owner: { words: string; at: number } | null;
	/** Where no column says who: the words before a colon or a dash, which may; the longest first. */
	leads: string[];
	/** YYYY-MM-DD; `at` null: the words of the task say it, and keep it. */
	due: { date: string; at: number | null } | null;
}

/** "Send the report – Who: Region – When: before 31 January 2026", its parts told from each other. */
export function readNextStep(line: string): NextStep {
	const parts = line.split(' – ');
	const step: NextStep = { parts, owner: null, leads: [], due: null };
	for (const [at, part] of parts.entries()) {
		const [, name, words] = /^([^:：]{1,40}?)\s*[:：]\s*(\S.*)$/u.exec(part) ?? [];
		const column = at > 0 && name ? nameStepColumn(name) : null;
		if (column === 'owner') step.owner ??= { words: words!, at };
		const date = column === 'due' ? readDueColumn(name!, words!) : null;
		if (date) step.due ??= { date, at };
	}
	if (!step.owner) step.leads = listLeads(line);
	const { due } = readDue(line);
	if (due) step.due ??= { date: due, at: null };
	return step;
}

/** "UPSTI: send it", "UPSTI – send it": longer words are no name, and more signs begin no line. */
function listLeads(line: string): string[] {
	return [...line.slice(0, 200).matchAll(SIGN)]
		.slice(0, 3)
		.map(({ index }) => line.slice(0, index).trim())
		.filter(Boolean)
		.reverse();
}
const SIGN = /\s*[:：](?=\s)|\s*—\s*|\s+[–-]\s+/gu;

/**
 * What is to be done, without the columns that the action itself says: its day, and its owner when that
 * `isOwned`. A `lead` that owns it is cut too, unless what stands behind it is one word, and no sentence.
 */
export function tellStep({ parts, owner, due }: NextStep, isOwned: boolean, lead = ''): string {
	const said = [isOwned ? owner?.at : null, due?.at];
	const whole = parts.filter((_, at) => !said.includes(at)).join(' – ');
	const rest = lead && whole.startsWith(lead) ? whole.slice(lead.length) : '';
	const task = rest.replace(/^\s*[:：—–-]\s*/u, '');
	return /\S\s+\S/u.test(task) ? task : whole;
}
