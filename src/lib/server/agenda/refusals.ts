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
	film_missing: { status: 409, sentence: 'This film cannot be shown in this meeting.' },
	film_not_playing: { status: 409, sentence: 'No film is being shown.' },
	speaker_missing: { status: 409, sentence: 'This person takes no part in the meeting.' },
	organisation_missing: { status: 409, sentence: 'This organisation takes no part in the meeting.' }
};
