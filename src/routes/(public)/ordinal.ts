import { m } from '#lib/paraglide/messages.js';

const FIRST = [
	m.meeting_number_1,
	m.meeting_number_2,
	m.meeting_number_3,
	m.meeting_number_4,
	m.meeting_number_5,
	m.meeting_number_6,
	m.meeting_number_7,
	m.meeting_number_8,
	m.meeting_number_9,
	m.meeting_number_10
];

/** The place of a meeting among those of its dossier, in words up to ten. */
export function nameOrdinal(number: number): string {
	return FIRST[number - 1]?.() ?? m.programme_ordinal({ number });
}
