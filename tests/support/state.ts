import type { AgendaItem } from '#lib/model/agenda.ts';
import { original } from '#lib/model/localised.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import { spreadRanks } from '#lib/model/rank.ts';
import { UNTOUCHED } from '#lib/model/timer.ts';

export const uuid = (number: number) =>
	`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export function sampleItem(number: number, changes: Partial<AgendaItem> = {}): AgendaItem {
	return {
		id: uuid(number),
		day: 1,
		part: 1,
		rank: '',
		title: original('en', `Item ${number}`),
		format: 'discussion',
		language: null,
		minutes: 10,
		speakers: [],
		organisations: [],
		filmId: null,
		status: 'planned',
		access: 'all',
		openedAt: null,
		closedAt: null,
		timer: UNTOUCHED,
		suggestedBy: null,
		takenFrom: null,
		...changes
	};
}

/** A meeting on 12 June 2026, 09:00 to 12:00 in Paris, with `count` items of ten minutes. */
export function sampleState(count: number, changes: Partial<MeetingState> = {}): MeetingState {
	const ranks = spreadRanks(count);
	return {
		meetingId: uuid(900),
		seq: 0,
		status: 'scheduled',
		timezone: 'Europe/Paris',
		days: [{ day: 1, date: '2026-06-12', starts: '09:00', ends: '12:00' }],
		items: ranks.map((rank, index) => sampleItem(index + 1, { rank })),
		parts: [],
		removed: [],
		suggestions: [],
		currentItemId: null,
		playback: null,
		openedAt: null,
		closedAt: null,
		...changes
	};
}
