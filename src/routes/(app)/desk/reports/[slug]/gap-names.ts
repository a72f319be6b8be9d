import type { Gap } from '#lib/model/report-gaps.ts';
import { m } from '#lib/paraglide/messages.js';
import { shorten } from './shorten.ts';

/** What is missing, in the reader's language. */
export function nameGap({ code, subject = '' }: Gap): string {
	const names = {
		title: m.desk_gap_title,
		date: m.desk_gap_date,
		author: m.desk_gap_author,
		host: m.desk_gap_host,
		mode: m.desk_gap_mode,
		place: m.desk_gap_place,
		status: m.desk_gap_status,
		'action-owner': () => m.desk_gap_action_owner({ subject }),
		answer: () => m.desk_gap_answer({ subject: shorten(subject, 90) }),
		'annex-text': () => m.desk_gap_annex_text({ subject }),
		'restricted-words': () => m.desk_gap_restricted_words({ subject: shorten(subject, 90) }),
		outcome: () => m.desk_gap_outcome({ subject })
	};
	return names[code]();
}
