import { findDate } from './programme-date.ts';
import { takeHeadHours } from './programme-days.ts';
import type { LinePlace } from './programme-draft.ts';
import { readBehindDate } from './programme-place.ts';
import type { Reading } from './programme-reading.ts';
import { readLeadingTime } from './programme-time.ts';
import { readWhere } from './programme-where.ts';
import { namesRemote, readFact } from './programme-words.ts';

/** What stands behind a label that was alone on its line: "Lieu :". */
export function readAwaited(reading: Reading, text: string): LinePlace | null {
	const fact = reading.awaited;
	reading.awaited = null;
	if (!fact || text.length > 200 || readFact(text) || readLeadingTime(text)) return null;
	if (fact === 'place') {
		const { place, mode } = readWhere(text);
		reading.draft.place = place;
		reading.draft.mode = mode ?? reading.draft.mode;
	} else reading.draft[fact] = text;
	return 'fact';
}

/** The rest of an objective or a theme that the edge of the page broke. */
export function continueFact(reading: Reading, text: string): LinePlace | null {
	const { goesOn, draft } = reading;
	reading.goesOn = null;
	if (!goesOn || reading.isAfterBlank || !/^\p{Ll}/u.test(text)) return null;
	if (/[.:;!?]$/.test(draft[goesOn]) || draft[goesOn].length + text.length > 2000) return null;
	draft[goesOn] += ` ${text}`;
	reading.goesOn = goesOn;
	return 'fact';
}

/** A fact with its label, unless it is known already. */
export function takeFact(reading: Reading, text: string): LinePlace | null {
	const fact = readFact(text);
	const { draft } = reading;
	if (fact?.value === '' && (fact.fact === 'place' || fact.fact === 'host') && !draft[fact.fact]) {
		reading.awaited = fact.fact;
		return 'heading';
	}
	if (!fact?.value) return null;
	if (fact.fact === 'date') {
		const date = findDate(fact.value);
		if (!date) return null;
		reading.headDates = reading.resolve(date).filter((one) => one !== null);
		const behind = readBehindDate(fact.value.slice(date.to));
		if (behind.place) reading.guessedPlace = behind.place;
		const isMore = !behind.place && !namesRemote(behind.rest) && /\p{L}{2}/u.test(behind.rest);
		return takeHeadHours(reading, behind) && !isMore ? 'fact' : 'none';
	}
	if (draft[fact.fact] || fact.value.length > 2000) return null;
	if (fact.fact === 'title') return null;
	if (fact.fact === 'place') {
		const { place, mode } = readWhere(fact.value);
		draft.place = place;
		draft.mode = mode ?? draft.mode;
	} else draft[fact.fact] = fact.value;
	if (fact.fact === 'objective' || fact.fact === 'theme') reading.goesOn = fact.fact;
	return 'fact';
}
