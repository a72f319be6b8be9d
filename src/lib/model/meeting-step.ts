import type { Arrangement } from './meeting-arrangement.ts';
import type { Localised } from './localised.ts';

/**
 * A step of a meeting's life with its time: planned, scheduled (announced), moved, changed (hours or
 * place, on the same dates), cancelled, held. `from` and `to` are the dates of a move; an empty `to` is
 * a date not stated yet. `was`: hours, place and mode of before, as far as the step changed them.
 */
export interface MeetingStep {
	at: string;
	status: string;
	reason?: Localised | null;
	from?: string[];
	to?: string[];
	was?: Partial<Arrangement>;
	/** Who did it; kept inside. */
	actorId?: string;
}

/** The last time the meeting was moved away from dates it had, unless it never was. */
export function findLastMove<S extends MeetingStep>(steps: S[]): S | undefined {
	return steps.findLast((step) => step.status === 'moved' && step.from?.length);
}

/** The new dates of a timeline entry of a moved meeting (`moved/DATE,DATE`); null: no such entry. */
export function readMove(status: string | null): string[] | null {
	const dates = /^moved\/(.*)$/.exec(status ?? '')?.[1];
	return dates === undefined ? null : dates.split(',').filter(Boolean);
}
