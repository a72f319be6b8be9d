import { findName } from './name-erasure.ts';
import { REASON_FIELD } from './report-life.ts';
import { findShortNames, mayBe } from './short-name.ts';
import { listOpenTexts } from './report-repeats.ts';
import type { ReportContent } from './report.ts';

/** A name somebody bears or bore, for which nothing is recorded of whether it may be published. */
export interface UnbasedName {
	personId: string;
	name: string;
}

/** Such a name in a text that everybody will read: no obstacle to publishing, but to be looked at. */
export interface NameWarning {
	/** Null: nobody of the meeting is known by this name. */
	personId: string | null;
	/** As the person bears it, or as the text writes it with a title or an initial. */
	name: string;
	/** The field of the draft's form. */
	field: string;
	/** Which of several alike it is: the number of a part, the title of an item or annex; else empty. */
	of: string;
}

/** A text by the field of the draft's form that holds it. */
export interface DraftText extends Pick<NameWarning, 'field' | 'of'> {
	text: string;
}

/**
 * Where these names stand in what everybody will read, and others that a text writes with a title or an
 * initial ("M. Skouer", "Y. Skouer") unless they may be `based`: of those it is recorded that they may be
 * named. In the order of the page; each person once a field.
 */
export function findNames(
	texts: DraftText[],
	people: UnbasedName[],
	based: readonly string[] = []
): NameWarning[] {
	const looked = people.map((one) => ({ ...one, isIn: lookFor(one.name) }));
	return texts.flatMap(({ field, text, of }) => {
		const found = looked.filter(({ isIn }) => isIn(text));
		const each = new Map<string, Pick<NameWarning, 'personId' | 'name'>>(
			found.map(({ personId, name }) => [personId, { personId, name }])
		);
		for (const short of findShortNames(text)) {
			if (based.some((name) => mayBe(short, name))) continue;
			const personId = people.find(({ name }) => mayBe(short, name))?.personId ?? null;
			const key = personId ?? short.name;
			if (!each.has(key)) each.set(key, { personId, name: short.name });
		}
		return [...each.values()].map((one) => ({ ...one, field, of }));
	});
}

function lookFor(name: string): (text: string) => boolean {
	if (/\S\s+\S/.test(name)) return (text) => findName(text, name).length > 0;
	const word = matchWord(name);
	return (text) => word?.test(text) ?? false;
}

/**
 * A name of one word could be any word ("Will", "Rose"): it is looked for as it is spelled, capital
 * letter included, by itself and not in a compound ("Rose-Marie"). One that has no capital letter or
 * less than three letters ("An") would be found everywhere and is not looked for.
 */
function matchWord(name: string): RegExp | undefined {
	const word = name.trim().normalize('NFC');
	if (!/^\p{Lu}[\p{L}\p{M}’'-]{2,}$/u.test(word)) return undefined;
	return new RegExp(`(?<![\\p{L}\\p{N}-])${word}(?!-?[\\p{L}\\p{N}])`, 'u');
}

/** What is typed into a draft and everybody will read, with the reason of its correction. */
export function listTexts(content: ReportContent, reason?: string): DraftText[] {
	const items = content.items.filter(({ visibility }) => visibility === 'public');
	const annexes = content.annexes.filter(({ visibility }) => visibility === 'public');
	const nameOf = (field: string): string =>
		/^part-\w+-\d+-(\d+)$/.exec(field)?.[1] ??
		items.find(({ id }) => field.startsWith(`text-${id}-`) || field.startsWith(`answer-${id}-`))
			?.title.text ??
		'';
	return [
		...(reason ? [{ field: REASON_FIELD, text: reason, of: '' }] : []),
		...listOpenTexts(content).map(([field, text]) => ({ field, text, of: nameOf(field) })),
		...items.map(({ id, title: { text } }) => ({ field: `title-${id}`, text, of: text })),
		...items.flatMap(({ id, title, speakers }) =>
			speakers.flatMap(({ added, role }, n) =>
				added && role ? [{ field: `spoke-${id}-${n}`, text: role, of: title.text }] : []
			)
		),
		...annexes.flatMap(({ id, title, alt }) => [
			{ field: `annex-title-${id}`, text: title.text, of: title.text },
			{ field: `annex-alt-${id}`, text: alt ?? '', of: title.text }
		])
	];
}
