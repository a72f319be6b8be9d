import type { MeetingStep } from './meeting-step.ts';

/** What became of a meeting since somebody was last told of it, and the dates they know. */
export interface MeetingChange {
	kind: 'moved' | 'cancelled' | 'revived';
	known: string[];
}

/** The present state of a meeting, as far as changes are told by it. */
export interface ChangingMeeting {
	status: string;
	steps: MeetingStep[];
	dates: string[];
}

/**
 * What is to be told to somebody who knows the first `told` steps of a meeting; undefined when
 * nothing is, also when it came back to where it was.
 */
export function findChange(
	{ status, steps, dates }: ChangingMeeting,
	told: number
): MeetingChange | undefined {
	const known = steps.slice(told).find((step) => step.status === 'moved')?.from ?? dates;
	const last = steps.slice(0, told).findLast((step) => step.status !== 'moved');
	const wasCancelled = last?.status === 'cancelled';
	if (status === 'cancelled') return wasCancelled ? undefined : { kind: 'cancelled', known };
	if (wasCancelled) return { kind: 'revived', known };
	return known.join() === dates.join() ? undefined : { kind: 'moved', known };
}

/** The last change that anybody could have to be told of, for a draft while nobody has. */
export function findLastChange(meeting: ChangingMeeting): MeetingChange | undefined {
	for (let told = meeting.steps.length; told >= 0; told -= 1) {
		const change = findChange(meeting, told);
		if (change) return change;
	}
	return undefined;
}

/** How many steps somebody knew of at a time of which no mail is kept. */
export function countSteps(steps: MeetingStep[], at: string): number {
	return steps.filter((step) => Date.parse(step.at) <= Date.parse(at)).length;
}
