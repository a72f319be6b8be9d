import type { AgendaItem } from './agenda.ts';
import type { Localised } from './localised.ts';
import { UNTOUCHED } from './timer.ts';

/** An item as it is when nothing more is known of it than its title and place. */
export function newItem(
	id: string,
	title: Localised,
	place: Pick<AgendaItem, 'day' | 'part' | 'rank'>
): AgendaItem {
	return {
		id,
		...place,
		title,
		format: 'discussion',
		language: null,
		minutes: null,
		speakers: [],
		organisations: [],
		filmId: null,
		status: 'planned',
		access: 'all',
		openedAt: null,
		closedAt: null,
		timer: UNTOUCHED,
		suggestedBy: null,
		takenFrom: null
	};
}
