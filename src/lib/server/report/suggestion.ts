import { heldDays, type ReportContent } from '#lib/model/report.ts';
import { Words } from './words.ts';

/**
 * A first summary from counted facts only. It never repeats a word of the notes: a passage that is
 * restricted later must not live on in a summary.
 */
export function suggestSummary(content: ReportContent): string {
	const words = new Words(content.language, content.timezone);
	const days = heldDays(content);
	const first = days[0];
	if (!first || !content.mode) return '';
	const last = days.at(-1)!;
	const date =
		first.date === last.date
			? words.date(first.date)
			: `${words.date(first.date)} – ${words.date(last.date)}`;
	const count = (list: 'decisions' | 'actions') =>
		content.items.reduce((sum, item) => sum + item[list].length, 0);
	return words.say('suggested_summary', {
		date,
		mode: words.say(`mode_${content.mode}`).toLocaleLowerCase(words.locale),
		organisations: content.attendance.organisations,
		decisions: count('decisions'),
		actions: count('actions')
	});
}
