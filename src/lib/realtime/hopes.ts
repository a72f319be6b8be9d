import type { Command } from '#lib/model/commands.ts';
import { decide } from '#lib/model/decision.ts';
import { applyFact } from '#lib/model/log.ts';
import type { MeetingState, Who } from '#lib/model/meeting.ts';

/** A command on its way: `seq` is where the log has it, once the server said so. */
export interface PendingCommand {
	commandId: string;
	command: Command;
	seq: number | null;
}

/**
 * The state a person sees: what the server confirmed with their own unconfirmed commands replayed
 * over it. What the rule refuses is left out. Films are never hoped for: their commands take effect
 * for everybody at one instant, which only the server names. `name` is the person's own.
 */
export function replay(
	confirmed: MeetingState,
	pending: readonly PendingCommand[],
	who: Who,
	now: number,
	name = ''
): MeetingState {
	let state = confirmed;
	for (const { command, commandId } of pending) {
		if (command.type.startsWith('film.')) continue;
		const decision = decide(state, who, command, { now, commandId, name });
		if (decision.kind === 'fact')
			state = applyFact(state, decision.fact, new Date(now).toISOString());
	}
	return state;
}
