import { LONGEST_TITLE, type AgendaItem } from './agenda.ts';
import type { Fact } from './log.ts';
import type { MeetingState } from './meeting.ts';

/** What the server looked up for a command; a client that only hopes leaves it empty. */
export interface Known {
	/** Server clock in ms. */
	now: number;
	/** Becomes the id of an item that is added, so that a repeated command adds it once. */
	commandId: string;
	film?: { id: string; seconds: number | null } | null;
	speakers?: AgendaItem['speakers'];
	organisations?: AgendaItem['organisations'];
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

/** Numbers that a refusal's sentence needs. */
export function refusalDetails(code: string): Record<string, string | number> {
	return code === 'title_too_long' ? { max: LONGEST_TITLE } : {};
}
