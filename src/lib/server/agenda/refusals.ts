/** English sentence and HTTP status of every refusal that the rules of a meeting can give. */
export const sentences: Record<string, { status: number; sentence: string }> & {
	malformed: { status: number; sentence: string };
} = {
	malformed: { status: 400, sentence: 'This message could not be read.' },
	unknown_command: { status: 400, sentence: 'This command is not known.' },
	title_missing: { status: 400, sentence: 'Give the item a title.' },
	title_too_long: { status: 400, sentence: 'A title has at most 300 characters.' },
	minutes_wrong: { status: 400, sentence: 'Minutes are a whole number between 1 and 1440.' },
	language_wrong: { status: 400, sentence: 'This language code is not known.' },
	rate_wrong: { status: 400, sentence: 'A film plays at half to double speed.' },
	not_allowed: { status: 403, sentence: 'Only the chair can do this.' },
	meeting_closed: { status: 409, sentence: 'The meeting is closed.' },
	meeting_cancelled: { status: 409, sentence: 'The meeting was cancelled.' },
	already_moved: { status: 409, sentence: 'Somebody else moved on a moment before.' },
	agenda_done: { status: 409, sentence: 'No planned item is left.' },
	item_missing: { status: 409, sentence: 'This item is no longer on the agenda.' },
	item_current: { status: 409, sentence: 'The current item cannot be removed. Move on first.' },
	item_not_open: { status: 409, sentence: 'This item is not open.' },
	timer_changed: {
		status: 409,
		sentence: 'Somebody else changed the time a moment before.'
	},
	day_missing: { status: 409, sentence: 'This day is no longer part of the meeting.' },
	day_taken: { status: 409, sentence: 'The meeting has a day on this date already.' },
	day_order: { status: 409, sentence: 'Days follow each other: this date is out of their order.' },
	day_times_wrong: { status: 400, sentence: 'A day ends after it starts.' },
	day_has_items: { status: 409, sentence: 'Move the items of this day first: it is not empty.' },
	day_last: { status: 409, sentence: 'A meeting has at least one day.' },
	day_attended: { status: 409, sentence: 'People were here on this day; it stays on record.' },
	days_full: { status: 409, sentence: 'A meeting has at most 30 days.' },
	parts_full: { status: 409, sentence: 'A day has at most 99 parts.' },
	part_missing: { status: 409, sentence: 'This part is no longer there.' },
	part_has_items: { status: 409, sentence: 'Move the items of this part first: it is not empty.' },
	name_missing: { status: 400, sentence: 'Give the part a name.' },
	date_wrong: { status: 400, sentence: 'Give a date that exists.' },
	time_wrong: { status: 400, sentence: 'Give a time between 00:00 and 23:59.' },
	reason_missing: { status: 400, sentence: 'Give a reason.' },
	reason_too_long: { status: 400, sentence: 'A reason has at most 500 characters.' },
	nothing_chosen: { status: 400, sentence: 'Choose at least one item.' },
	suggestion_missing: { status: 409, sentence: 'This suggestion is no longer there.' },
	suggestion_answered: { status: 409, sentence: 'This suggestion was answered already.' },
	suggestions_full: {
		status: 409,
		sentence: 'Three of your suggestions wait for an answer; withdraw one first.'
	},
	film_missing: { status: 409, sentence: 'This film cannot be shown in this meeting.' },
	film_not_playing: { status: 409, sentence: 'No film is being shown.' },
	speaker_missing: { status: 409, sentence: 'This person takes no part in the meeting.' },
	organisation_missing: { status: 409, sentence: 'This organisation takes no part in the meeting.' }
};
