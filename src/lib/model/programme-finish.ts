import type { DraftItem, ProgrammeDraft } from './programme-draft.ts';
import { mayHoldPerson } from './programme-names.ts';
import { mayNamePerson } from './programme-people.ts';
import { addGuessedPlace } from './programme-place.ts';
import type { ProgrammeReader } from './programme-reader.ts';
import { MIDNIGHT, minutesBetween } from './programme-time.ts';
import { guessLanguage, readFormat } from './programme-words.ts';

/** What can be told only when everything was read: durations, languages, formats, what is missing. */
export function finishDraft(reader: ProgrammeReader): ProgrammeDraft {
	const { draft } = reader;
	if (draft.items.length > 0) reader.ensureDay();
	for (const date of reader.headDates)
		if (
			draft.days.length < 30 &&
			!draft.days.some((day) => day.date === date) &&
			draft.days.every((day) => day.date !== null)
		)
			draft.days.push({ date, starts: null, ends: null, half: null });
	const own = draft.days.find(({ date }) => date !== null && date === reader.headDates[0]);
	if (own && reader.headHours) {
		own.starts ??= reader.headHours.starts;
		own.ends ??= reader.headHours.ends;
	}
	for (const [index] of draft.days.entries()) timeDay(reader, index + 1);
	for (const item of draft.items) {
		if (item.talk) item.talkLanguage = guessLanguage(item.talk, draft.language);
		item.format =
			readFormat(item.title) ??
			(item.talk || item.speakers.length > 0 ? 'presentation' : 'discussion');
		for (const title of new Set([item.title, item.talk ?? '']))
			if (mayNamePerson(title)) reader.doubt('name_in_title', title, item);
	}
	doubtOrganisations(reader);
	for (const { title } of draft.parts)
		if (mayNamePerson(title)) reader.doubt('name_in_title', title);
	for (const [index, day] of draft.days.entries())
		if (!day.date) reader.doubt('no_date', String(index + 1));
	if (draft.days.length === 0) reader.doubt('no_date', '1');
	return draft;
}

/** Everybody reads which organisations take part: none of them is a person. */
function doubtOrganisations(reader: ProgrammeReader): void {
	const { items, host, invited } = reader.draft;
	const named = [
		...items.flatMap((item) => item.speakers.map(({ organisation }) => ({ organisation, item }))),
		...[host, ...invited].map((organisation) => ({ organisation, item: null }))
	];
	for (const { organisation, item } of named)
		if (mayHoldPerson(organisation)) reader.doubt('person_in_organisation', organisation, item);
}

/** A place without a label is doubtful, and adds to one that has a label. */
export function takeGuessedPlace(reader: ProgrammeReader, town: string): void {
	if (addGuessedPlace(reader.draft, town)) reader.doubt('place_guessed', town);
}

/**
 * An item that begins before another one ends keeps its hour: the one before it lasts until then, and both
 * are marked. Answers when the last one ends, HH:MM.
 */
function markOverlaps(reader: ProgrammeReader, items: readonly DraftItem[]): string | null {
	let [open, before]: Array<{ item: DraftItem; starts: string; ends: string } | null> = [
		null,
		null
	];
	for (const item of items) {
		const { starts } = item;
		if (!starts || reader.besides.some((group) => group.indexOf(item) > 0)) continue;
		const ends = reader.ends.get(item) ?? starts;
		if (open && starts >= open.starts && starts < open.ends) {
			const words = `${open.starts}–${open.ends}, ${starts}${ends > starts ? `–${ends}` : ''}`;
			for (const one of [open.item, item]) reader.doubt('overlap', words, one);
		}
		if (before && starts >= before.starts && starts < before.ends)
			before.item.minutes = minutesBetween(before.starts, starts);
		before = { item, starts, ends };
		if (!open || ends > open.ends) open = before;
	}
	return open?.ends ?? null;
}

/** An item lasts until the next one begins; a gap between two moves those behind it. */
function timeDay(reader: ProgrammeReader, number: number): void {
	const day = reader.draft.days[number - 1]!;
	const items = reader.draft.items.filter((item) => item.day === number);
	const latest = markOverlaps(reader, items);
	for (const [index, item] of items.entries()) {
		if (!item.starts) continue;
		// What is held beside another item takes none of the day's time: the agenda is one after the other.
		if (reader.besides.some((group) => group.indexOf(item) > 0)) continue;
		const group = reader.besides.find(([first]) => first === item);
		const next = items[index + (group?.length ?? 1)]?.starts ?? null;
		day.starts ??= item.starts;
		const ends = reader.ends.get(item);
		if (item.minutes === null && next) item.minutes = minutesBetween(item.starts, next);
		if (ends && next && ends < next) reader.doubt('gap_in_times', `${ends}–${next}`, item);
		if (ends && index === items.length - 1) day.ends ??= latest;
	}
	// No field takes 24:00: the item that ends then has its duration.
	if (day.ends === MIDNIGHT || (day.starts && day.ends && day.ends <= day.starts)) day.ends = null;
}
