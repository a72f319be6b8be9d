import { findName } from './name-erasure.ts';
import { listOpenTexts } from './report-repeats.ts';
import type { ReportContent } from './report.ts';

/** A name somebody bears or bore, for which nothing is recorded of whether it may be published. */
export interface UnbasedName {
	personId: string;
	name: string;
}

/** Such a name in a text that everybody will read: no obstacle to publishing, but to be looked at. */
export interface NameWarning extends UnbasedName {
	/** The field of the draft's form. */
	field: string;
	/** Which of several alike it is: the number of a part, the title of an item or annex; else empty. */
	of: string;
}

/** Where these names stand in what everybody will read, in the order of the page; each person once a field. */
export function findNames(content: ReportContent, people: UnbasedName[]): NameWarning[] {
	if (people.length === 0) return [];
	return listTexts(content).flatMap(({ field, text, of }) => {
		const found = people.filter(({ name }) => findName(text, name).length > 0);
		const each = new Map(found.map(({ personId, name }) => [personId, { personId, name }]));
		return [...each.values()].map((one) => ({ ...one, field, of }));
	});
}

function listTexts(content: ReportContent): Array<{ field: string; text: string; of: string }> {
	const items = content.items.filter(({ visibility }) => visibility === 'public');
	const annexes = content.annexes.filter(({ visibility }) => visibility === 'public');
	const nameOf = (field: string): string =>
		/^part-\w+-\d+-(\d+)$/.exec(field)?.[1] ??
		items.find(({ id }) => field.startsWith(`text-${id}-`))?.title.text ??
		'';
	return [
		...listOpenTexts(content).map(([field, text]) => ({ field, text, of: nameOf(field) })),
		...items.map(({ id, title: { text } }) => ({ field: `title-${id}`, text, of: text })),
		...annexes.flatMap(({ id, title, alt }) => [
			{ field: `annex-title-${id}`, text: title.text, of: title.text },
			{ field: `annex-alt-${id}`, text: alt ?? '', of: title.text }
		])
	];
}
