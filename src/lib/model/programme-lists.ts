import type { LinePlace } from './programme-draft.ts';
import { isContact } from './programme-line.ts';
import { cut, type ProgrammeReader } from './programme-reader.ts';
import { namesOpenList } from './programme-words.ts';

/** A line of the list of those invited. */
export function takeInvited(reader: ProgrammeReader, text: string): LinePlace {
	const { draft } = reader;
	const name = text.replace(/[.;,]$/, '').trim();
	if (isContact(name)) return 'none';
	if (namesOpenList(name) || /^(?:etc|…|\.\.\.)/i.test(name)) {
		draft.isListOpen = true;
		if (name.length < 40) return 'invited';
	}
	if (name.length > 200 || draft.invited.length >= 300) return 'none';
	reader.checkWords(name, null, true);
	draft.invited.push(cut(name));
	return 'invited';
}

/** A line of the budget: what for, and who pays behind a colon or a dash. */
export function takeBudget(reader: ProgrammeReader, text: string): LinePlace {
	const { budget } = reader.draft;
	if (isContact(text) || text.length > 300 || budget.length >= 100) return 'none';
	const [label = '', ...payers] = text.split(/\s*(?:[:：]|\s[–—-]\s|\|)\s*/);
	budget.push({ label: cut(label), payers: payers.join(', ') });
	return 'budget';
}
