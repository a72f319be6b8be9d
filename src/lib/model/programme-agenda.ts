import type { DraftItem, DraftSpeaker, LinePlace } from './programme-draft.ts';
import { cutTalk, type BareLine } from './programme-line.ts';
import { splitPeople } from './programme-names.ts';
import { cutPeople } from './programme-people.ts';
import { cutProse, namesRole, readPerson } from './programme-person.ts';
import { cut } from './programme-reader.ts';
import type { Reading } from './programme-reading.ts';
import { readGuest, readLed } from './programme-speakers.ts';
import { cutSpeakers, readFormat } from './programme-words.ts';

/** A line of the agenda: an item, who speaks in it, its talk, or the heading of a part. */
export function readAgendaLine(
	reading: Reading,
	{ text, isEntry, indent }: BareLine,
	heading: number | null
): LinePlace {
	const named = cutSpeakers(text);
	if (named !== null) {
		reading.listensForSpeakers = named.trim() === '';
		if (reading.listensForSpeakers) return 'item';
		const { people, prose } = cutProse(named);
		return reading.nameSpeakers(people) && !prose ? 'item' : 'none';
	}
	if (reading.listensForSpeakers && isEntry && reading.nameSpeakers(text)) return 'item';
	reading.listensForSpeakers = false;
	if (reading.awaitsItem) return placeItem(reading, reading.addItem(text, { isMarked: true }));
	if (readSpeech(reading, text)) return 'item';
	if (heading !== null && heading > 1 && text.length < 200) {
		reading.openPart(text);
		return 'part';
	}
	if (!reading.isAfterBlank && !isEntry && reading.continueItem(text, reading.previous))
		return 'item';
	const isTimed = Boolean(reading.draft.items.at(-1)?.starts);
	const isSentence = /[.!?]$/.test(text) && text.split(/\s+/).length >= (isTimed ? 6 : 12);
	if (isSentence || (reading.isInTimedItem && (isEntry || indent > 0 || !reading.isAfterBlank)))
		return 'none';
	if (!isEntry && isLabelAhead(reading, text)) return 'none';
	return placeItem(reading, reading.addItem(text, { isMarked: isEntry }));
}

/** "Lien : …", "Voorzitter: …": above the first of the hours a label that is not known names no item. */
function isLabelAhead({ hasHours, draft }: Reading, text: string): boolean {
	const label = /^([^:：]{3,40})[:：]\s*\S/u.exec(text)?.[1];
	if (!label || !hasHours || draft.items.length > 0) return false;
	return namesRole(label) || !cutPeople(text);
}

/** A title that had to be cut stands in full among the lines without a place. */
export function placeItem(reading: Reading, item: DraftItem | null): LinePlace {
	return item && !reading.isCut(item) ? 'item' : 'none';
}

/** A talk's title alone in quotation marks, or who speaks, under the item they belong to. */
function readSpeech(reading: Reading, text: string): boolean {
	const { item } = reading;
	if (!item) return false;
	const people = cutPeople(text);
	const guest = readFormat(item.title) === 'round-table' ? readGuest(text) : null;
	if (people && !people.title) {
		reading.addSpeakers(people.speakers);
		reading.doubt('speaker_guessed', text, item);
		return true;
	}
	const led = readLed(text) ?? guest;
	if (led) {
		reading.addSpeakers(led);
		reading.doubt('speaker_guessed', text, item);
		return true;
	}
	const several = readSeveral(text);
	if (several) {
		reading.addSpeakers(several);
		reading.doubt('speaker_guessed', text, item);
		return true;
	}
	const quoted = cutTalk(text);
	const person = readPerson(quoted ? quoted.before : text);
	const isPerson = person !== null && namesRole(person.role);
	if (quoted && !item.talk && (!quoted.before || isPerson)) {
		item.talk = cut(quoted.talk);
		if (isPerson) guess(reading, person, text);
		return true;
	}
	if (quoted || !isPerson) return false;
	guess(reading, person, text);
	return true;
}

/** A list of people, one of them with what they do; null unless each is one. */
function readSeveral(text: string): DraftSpeaker[] | null {
	const people = splitPeople(text).map(readPerson);
	if (people.length < 2 || !people.some((one) => one && namesRole(one.role))) return null;
	return people.every((one) => one !== null) ? people : null;
}

function guess(
	reading: Reading,
	person: NonNullable<ReturnType<typeof readPerson>>,
	text: string
): void {
	reading.addSpeakers([person]);
	reading.doubt('speaker_guessed', text, reading.item);
}
