import type { AgendaItem } from './agenda.ts';
import type { Command } from './commands.ts';
import type { MeetingState } from './meeting.ts';
import { extendGranted, readElapsed, readGranted } from './timer.ts';
import { nothing, refuse, say, type Decision } from './verdict.ts';

type TimerCommand = Extract<Command, { type: `timer.${string}` }>;
const MINUTE = 60_000;

/**
 * What a command to an item's clock makes happen at `now` (ms). Only the current item has a running
 * clock. `extend` is compare-and-set on the time its sender saw: of two who press +5 at once, one does.
 */
export function decideTimer(
	state: MeetingState,
	item: AgendaItem,
	{ type, args }: TimerCommand,
	now: number
): Decision {
	const itemId = item.id;
	if (state.currentItemId !== itemId) return refuse('item_not_open');
	switch (type) {
		case 'timer.start':
			if (item.timer.since !== null) return nothing;
			return say({ type: 'timer.started', payload: { itemId } });
		case 'timer.pause':
			if (item.timer.since === null) return nothing;
			return say({ type: 'timer.paused', payload: { itemId } });
		case 'timer.extend': {
			if (args.from !== readGranted(item)) return refuse('timer_changed');
			const granted = extendGranted(item, args.minutes, now);
			return say({ type: 'timer.granted', payload: { itemId, granted, minutes: args.minutes } });
		}
		case 'timer.set': {
			const granted = readElapsed(item.timer, now) + args.minutes * MINUTE;
			return say({ type: 'timer.granted', payload: { itemId, granted, minutes: null } });
		}
	}
}
