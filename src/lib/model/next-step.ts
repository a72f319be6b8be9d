import { readDue, readDueColumn } from './action-due.ts';
import { nameStepColumn } from './list-table.ts';

/** One line of the next steps: what is to be done, and what columns beside it said of who and when. */
interface NextStep {
	/** Without the columns that were understood, once `tellStep` has cut them. */
	parts: string[];
	/** The words of the column of owners, and at which part they stand. */
	owner: { words: string; at: number } | null;
	/** YYYY-MM-DD; `at` null: the words of the task say it, and keep it. */
	due: { date: string; at: number | null } | null;
}

/** "Send the report – Who: Region – When: before 31 January 2026", its parts told from each other. */
export function readNextStep(line: string): NextStep {
	const parts = line.split(' – ');
	const step: NextStep = { parts, owner: null, due: null };
	for (const [at, part] of parts.entries()) {
		const [, name, words] = /^([^:：]{1,40}?)\s*[:：]\s*(\S.*)$/u.exec(part) ?? [];
		const column = at > 0 && name ? nameStepColumn(name) : null;
		if (column === 'owner') step.owner ??= { words: words!, at };
		const date = column === 'due' ? readDueColumn(name!, words!) : null;
		if (date) step.due ??= { date, at };
	}
	const { due } = readDue(line);
	if (due) step.due ??= { date: due, at: null };
	return step;
}

/** What is to be done, without the columns that the action itself says: its day, and its owner when one is `owned`. */
export function tellStep({ parts, owner, due }: NextStep, isOwned: boolean): string {
	const said = [isOwned ? owner?.at : null, due?.at];
	return parts.filter((_, at) => !said.includes(at)).join(' – ');
}
