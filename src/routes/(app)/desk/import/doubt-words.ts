import type { Doubt, DoubtCode, LinePlace } from '#lib/model/programme-draft.ts';
import { m } from '#lib/paraglide/messages.js';

const sentences: Record<DoubtCode, (inputs: { words: string }) => string> = {
	lost_letter: m.intake_doubt_lost_letter,
	letter_joined: m.intake_doubt_letter_joined,
	word_joined: m.intake_doubt_word_joined,
	signs_guessed: m.intake_doubt_signs_guessed,
	hidden_left: m.intake_doubt_hidden_left,
	changes_taken: m.intake_doubt_changes_taken,
	comments_left: m.intake_doubt_comments_left,
	breaks_off: m.intake_doubt_breaks_off,
	repeated: m.intake_doubt_repeated,
	no_year: m.intake_doubt_no_year,
	no_date: m.intake_doubt_no_date,
	date_wrong: m.intake_doubt_date_wrong,
	weekday_wrong: m.intake_doubt_weekday_wrong,
	zone_unknown: m.intake_doubt_zone_unknown,
	zone_missing: m.intake_doubt_zone_missing,
	pictures: m.intake_doubt_pictures,
	title_cut: m.intake_doubt_title_cut,
	speaker_guessed: m.intake_doubt_speaker_guessed,
	person_in_organisation: m.intake_doubt_person_in_organisation,
	parallel: m.intake_doubt_parallel,
	place_guessed: m.intake_doubt_place_guessed,
	due_unclear: m.intake_doubt_due_unclear,
	owner_unclear: m.intake_doubt_owner_unclear,
	name_in_title: m.intake_doubt_name_in_title,
	encoding: m.intake_doubt_encoding,
	recurrence_cut: m.intake_doubt_recurrence_cut,
	cancelled_left: m.intake_doubt_cancelled_left,
	attendees_left: m.intake_doubt_attendees_left,
	formula: m.intake_doubt_formula,
	hour_wrong: m.intake_doubt_hour_wrong,
	hour_about: m.intake_doubt_hour_about,
	unconfirmed: m.intake_doubt_unconfirmed,
	room_left: m.intake_doubt_room_left,
	ends_first: m.intake_doubt_ends_first,
	overlap: m.intake_doubt_overlap,
	gap_in_times: m.intake_doubt_gap_in_times,
	column_unknown: m.intake_doubt_column_unknown,
	columns_guessed: m.intake_doubt_columns_guessed,
	left_over: m.intake_doubt_left_over,
	amount_doubtful: m.intake_doubt_amount_doubtful,
	amount_unread: m.intake_doubt_amount_unread
};

/** Why a place is doubtful, in the reader's language. */
export const explainDoubt = ({ code, words }: Doubt): string => sentences[code]({ words });

export const placeWords: Record<LinePlace, () => string> = {
	heading: m.intake_place_heading,
	title: m.intake_place_title,
	fact: m.intake_place_fact,
	day: m.intake_place_day,
	part: m.intake_place_part,
	item: m.intake_place_item,
	text: m.intake_place_text,
	invited: m.intake_place_invited,
	budget: m.intake_place_budget,
	repeated: m.intake_place_repeated,
	none: m.intake_place_none
};
