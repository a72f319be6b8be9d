import { fold } from './fold.ts';
import type { PastReport } from './past-report.ts';
import { COUNTED, NUMBER } from './past-report-words.ts';
import type { SourceLine } from './programme-text.ts';
import { namesRemote } from './programme-words.ts';

/** "In the town hall and by video link": a room without a label, and those who joined it. */
const AND_REMOTE =
	/(?<!\p{L})(?:and|et|en|y|og)\s+(?:(?:by|par|via|en|per|por|med|over)\s+)?(?:video|visio|online|en ligne|en linea)/u;

/** A guessed heading without a text under it was a line of the part above. */
export function joinEmptyParts(
	parts: PastReport['parts'],
	guessed: ReadonlySet<PastReport['parts'][number]>
): PastReport['parts'] {
	const kept: PastReport['parts'] = [];
	for (const part of parts) {
		const above = kept.at(-1);
		if (above && !part.text && guessed.has(part))
			above.text += `${above.text && '\n\n'}${part.title}`;
		else kept.push(part);
	}
	return kept;
}

/** What can be told only from the whole text: by which way they met, how many there were. */
export function finish(report: PastReport, source: readonly SourceLine[]): void {
	const whole = source.map(({ text }) => text).join('\n');
	// The lines of a page end where its edge is.
	if (source.some(({ isPaged }) => isPaged))
		for (const field of ['summary', 'objective'] as const)
			report[field] = report[field].replace(/(?<!\n)\n(?![\n–])/g, ' ');
	const head = whole.slice(0, 3000);
	if (!report.mode && namesRemote(head))
		report.mode = report.place || AND_REMOTE.test(fold(head)) ? 'hybrid' : 'online';
	if (report.attendance) return;
	const sentence = whole
		.split(/(?<=[.!?])\s+|\n\s*\n/)
		.find((one) => one.length < 300 && COUNTED.test(fold(one)) && NUMBER.test(fold(one)));
	report.attendance = sentence?.replace(/\s+/g, ' ').trim() ?? '';
}
