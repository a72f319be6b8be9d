import { LONGEST_TITLE, type AgendaItem } from './agenda.ts';
import type { MeetingPart } from './day.ts';
import type { TakenItem } from './decision-template.ts';
import type { Fact } from './log.ts';
import type { MeetingState } from './meeting.ts';
import { LONGEST_REASON, MOST_OPEN_SUGGESTIONS } from './suggestion.ts';

/** What the server looked up for a command; a client that only hopes leaves it empty. */
export interface Known {
	/** Server clock in ms. */
	now: number;
	/** Becomes the id of an item that is added, so that a repeated command adds it once. */
	commandId: string;
	film?: { id: string; seconds: number | null } | null;
	speakers?: AgendaItem['speakers'];
	organisations?: AgendaItem['organisations'];
	/** The name of who acts. */
	name?: string;
	/** Whether somebody was there on the day in question. */
	isAttended?: boolean;
	/** Items of earlier meetings, under the ids they get, and the names of the parts they stood in. */
	taken?: TakenItem[];
	takenParts?: MeetingPart[];
}

/** `nothing` is a yes without an effect: what was asked is so already. */
export type Decision =
	{ kind: 'fact'; fact: Fact } | { kind: 'nothing' } | { kind: 'refusal'; code: string };

export const nothing: Decision = { kind: 'nothing' };
export const refuse = (code: string): Decision => ({ kind: 'refusal', code });
export const say = (fact: Fact): Decision => ({ kind: 'fact', fact });

export function findItem(state: MeetingState, id: string): AgendaItem | undefined {
	return state.items.find((item) => item.id === id);
}

/** No place: what it was to stand behind, or the day, is not there any more. */
export const refusePlace = (wish: { afterId?: string | null }): Decision =>
	refuse(wish.afterId ? 'item_missing' : 'day_missing');

/** Numbers that a refusal's sentence needs. */
export function refusalDetails(code: string): Record<string, string | number> {
	if (code === 'title_too_long') return { max: LONGEST_TITLE };
	if (code === 'reason_too_long') return { max: LONGEST_REASON };
	return code === 'suggestions_full' ? { max: MOST_OPEN_SUGGESTIONS } : {};
}
