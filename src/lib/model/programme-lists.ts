import { fold } from './fold.ts';
import { cutAmount } from './money-text.ts';
import type { LinePlace } from './programme-draft.ts';
import { takeFact } from './programme-fact.ts';
import { isContact } from './programme-line.ts';
import { cut, type ProgrammeReader } from './programme-reader.ts';
import type { Reading } from './programme-reading.ts';
import { cutBudget, namesContact, namesOpenList, readFact } from './programme-words.ts';

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

const TOTAL = /^(?:sous-)?(?:total(?:e|en)?(?: general)?|totaal|i alt|samlet|suma?|sum)$/u;

/** Says that nobody decided yet, and is nobody who pays. */
const UNDECIDED =
	/^\(?(?:a (?:definir|determiner|preciser|confirmer)|to be (?:defined|decided|determined|confirmed)|tb[dc]|nog te bepalen|te bepalen|por (?:definir|determinar|confirmar)|(?:skal )?(?:fastlægges|aftales)|(?:skal )?fastlaegges)\)?$/u;

const listAmounts = (text: string) => text.split(/\s*;\s+/);
const namesAmount = ({ draft: { language } }: ProgrammeReader, text: string) =>
	listAmounts(text).some((one) => cutAmount(one, language)?.amount);

/** What a line of a budget is for, and who pays. */
const PARTS =
	/\s*(?:[:：]|\s[–—-]\s|\||\s(?:paid by|(?:payée?s?|prise?s? en charge|financée?s?) par|betaald door|pagad[oa]s? por|betal(?:t|es) af)\s)\s*/iu;

/** A line of the budget: what for, how much, and who pays behind a colon or a dash. */
export function takeBudget(reader: ProgrammeReader, text: string): LinePlace {
	const { budget, language } = reader.draft;
	const several = listAmounts(text);
	if (several.length > 1 && several.every((one) => cutAmount(one, language)?.amount)) {
		const places = several.map((one) => takeBudget(reader, one));
		return places.every((place) => place === 'budget') ? 'budget' : 'none';
	}
	if (
		isContact(text) ||
		/\S@\S+\.\S|https?:\/\//.test(text) ||
		text.length > 300 ||
		budget.length >= 100
	)
		return 'none';
	const found = cutAmount(text, language);
	const [label = '', ...payers] = (found?.rest ?? text)
		.split(PARTS)
		.map((part) => part.trim())
		.filter((part) => part && !UNDECIDED.test(fold(part)));
	// The sum of the lines is no line.
	if (TOTAL.test(fold(label))) return 'none';
	if (found?.amount === null) reader.doubt('amount_unread', text, null, budget.length);
	else if (found?.isDoubtful) reader.doubt('amount_doubtful', text, null, budget.length);
	budget.push({
		label: cut(label),
		payers: payers.join(', ').replace(/^\(([^()]*)\)$/, '$1'),
		amount: found?.amount ?? '',
		currency: found?.currency ?? ''
	});
	return 'budget';
}

/** A label of the budget, behind a list or with an amount behind itself; a place, a date or a contact ends a list. */
export function readListLabel(reading: Reading, text: string): LinePlace | null {
	const isList = reading.section === 'invited' || reading.section === 'budget';
	const budget = reading.section === 'budget' ? null : cutBudget(text);
	const isBegun = isList || (reading.draft.items.length > 0 && namesAmount(reading, budget ?? ''));
	if (budget && isBegun) {
		reading.section = 'budget';
		return takeBudget(reading, budget);
	}
	if (!isList) return null;
	const fact = readFact(text)?.fact ?? 'title';
	// "Meeting: Jet-Net" is a line of a budget.
	if (!namesContact(text) && fact === 'title') return null;
	reading.section = reading.draft.items.length > 0 ? 'rest' : 'head';
	return takeFact(reading, text) ?? 'none';
}
