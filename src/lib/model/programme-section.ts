import {
	isAgendaHeading,
	isBudgetAlone,
	isBudgetHeading,
	isInvitedHeading,
	namesOpenList,
	namesProvisional
} from './programme-words.ts';
import type { BareLine } from './programme-line.ts';
import { readLeadingTime } from './programme-time.ts';

/** A heading over the agenda, the list of the invited or the budget; `names` stand in its own line. */
export interface SectionHeading {
	section: 'agenda' | 'invited' | 'budget';
	names: string[];
	isOpen: boolean;
}

/** Null when the line is no such heading: a heading is short and stands alone or before a colon. */
export function readSectionHeading(
	{ text, isEntry }: BareLine,
	isMarked: boolean
): SectionHeading | null {
	if (isEntry || readLeadingTime(text)) return null;
	const isOpen = namesOpenList(text);
	const inline = /^([^:：]{3,60})[:：]\s*(\S.*)$/u.exec(text);
	if (inline?.[1] && inline[2] && isInvitedHeading(text) && count(inline[1]) <= 6)
		return { section: 'invited', names: inline[2].split(/\s*[;,]\s+/), isOpen };
	const words = text
		.replace(/\s*\([^()]*\)/g, '')
		.replace(/\s*[:：]\s*$/, '')
		.trim();
	const isCalled = /[:：]\s*$/.test(text) || isMarked;
	if (count(words) > 6 || text.length >= 120 || (!isCalled && count(words) > 2)) return null;
	if (isInvitedHeading(text)) return { section: 'invited', names: [], isOpen };
	if (isCalled ? isBudgetHeading(words) : isBudgetAlone(words))
		return { section: 'budget', names: [], isOpen };
	const isAgenda = isAgendaHeading(text) || (namesProvisional(words) && count(words) === 1);
	return isAgenda ? { section: 'agenda', names: [], isOpen } : null;
}

function count(words: string): number {
	return words.split(/\s+/).length;
}
