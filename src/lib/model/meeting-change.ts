import { findFormer, type Arrangement } from './meeting-arrangement.ts';
import type { MeetingStep } from './meeting-step.ts';

/**
 * What became of a meeting since somebody was last told of it, the dates they know, and what they
 * know of hours and place that is no longer so. `changed`: only hours or place are others.
 */
export interface MeetingChange {
	kind: 'moved' | 'changed' | 'cancelled' | 'revived';
	known: string[];
	was?: Partial<Arrangement>;
}

/** The present state of a meeting, as far as changes are told by it. */
export interface ChangingMeeting {
	status: string;
	steps: MeetingStep[];
	dates: string[];
	arranged: Arrangement;
}

/**
 * What is to be told to somebody who knows the first `told` steps of a meeting; undefined when
 * nothing is, also when it came back to where it was.
 */
export function findChange(
	{ status, steps, dates, arranged }: ChangingMeeting,
	told: number
): MeetingChange | undefined {
	const known = steps.slice(told).find((step) => step.status === 'moved')?.from ?? dates;
	const last = steps.slice(0, told).findLast((step) => step.status !== 'moved');
	const wasCancelled = last?.status === 'cancelled';
	if (status === 'cancelled') return wasCancelled ? undefined : { kind: 'cancelled', known };
	const was = findFormer(recall(steps.slice(told)), arranged);
	const isMoved = known.join() !== dates.join();
	if (!wasCancelled && !isMoved && !was) return undefined;
	return {
		kind: wasCancelled ? 'revived' : isMoved ? 'moved' : 'changed',
		known,
		...(was && { was })
	};
}

/** Hours, place and mode before these steps, as far as the steps changed them. */
function recall(steps: MeetingStep[]): Partial<Arrangement> {
	return Object.assign({}, ...steps.map(({ was }) => was ?? {}).reverse()) as Partial<Arrangement>;
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
