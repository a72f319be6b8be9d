import { m } from '#lib/paraglide/messages.js';

interface Entry {
	key: string;
	field: string;
	under: { text: string } | null;
}

const names: Record<string, () => string> = {
	title_of: m.desk_report_title,
	mode: m.report_mode,
	summary: m.report_summary,
	objective: m.report_objective,
	part_title: m.desk_part_title,
	part_text: m.desk_part_text,
	item_title: m.desk_item_title,
	passage: m.desk_passage_of,
	line: m.report_line,
	question: m.report_question,
	answer: m.report_answer,
	decision: m.report_decision,
	action: m.report_action,
	carried: m.report_carried,
	next_steps: m.report_next_steps,
	annexes: m.report_annexes,
	alt: m.report_alt,
	undisclosed: m.report_undisclosed
};

/** What a text of a report is, in the reader's language. */
function nameField(field: string): string {
	return names[field]?.() ?? field;
}

/** What each text is, by its key; several of one kind under one title are numbered. */
export function nameFields(entries: Entry[]): Map<string, string> {
	const same = (one: Entry, other: Entry) =>
		one.field === other.field && one.under?.text === other.under?.text;
	return new Map(
		entries.map((entry) => {
			const label = nameField(entry.field);
			const alike = entries.filter((other) => same(entry, other));
			const number = alike.indexOf(entry) + 1;
			return [entry.key, alike.length > 1 ? m.curate_number({ label, number }) : label];
		})
	);
}
