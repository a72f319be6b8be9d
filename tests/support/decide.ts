import { parseCommand } from '#lib/model/commands.ts';
import { decide } from '#lib/model/decision.ts';
import { applyFact } from '#lib/model/log.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import type { Known } from '#lib/model/verdict.ts';
import { uuid } from './state.ts';

export const chair = { personId: uuid(100), canChair: true };
export const guest = { personId: uuid(101), canChair: false };
export const NOW = Date.parse('2026-06-12T07:05:00Z');
let count = 500;

/** Runs a command by the rule alone: the state after it, and why not where it was refused. */
export function run(
	state: MeetingState,
	type: string,
	args: object = {},
	who = chair,
	now = NOW,
	found: Partial<Known> = {}
) {
	const parsed = parseCommand(type, args);
	if (!parsed.ok) return { state, code: parsed.code };
	const film = 'filmId' in args ? { id: String(args.filmId), seconds: 60 } : undefined;
	const known = { now, commandId: uuid((count += 1)), ...(film && { film }), ...found };
	const decision = decide(state, who, parsed.command, known);
	if (decision.kind === 'refusal') return { state, code: decision.code };
	if (decision.kind === 'nothing') return { state, code: 'nothing' };
	return { state: applyFact(state, decision.fact, new Date(now).toISOString()), code: null };
}

export const titles = (state: MeetingState) => state.items.map((item) => item.title.texts.en);
