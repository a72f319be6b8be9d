import type { Passage, Phrase, ReportContent } from '#lib/model/report.ts';
import { writeHtml } from './passages.ts';

/** One text of a report that can be put into another language. */
export interface ReportText {
	/** The same in every version for the same passage. */
	key: string;
	text: string;
	/** The field's name, as in `report_<field>`. */
	field: string;
	/** The item, part or annex it belongs to. */
	under: Phrase | null;
}

type Visit = (text: ReportText) => string;

/** Every text of a report that people wrote in its language, in the order of the page. */
export function listTexts(content: ReportContent): ReportText[] {
	const texts: ReportText[] = [];
	walk(content, content.language, (text) => {
		texts.push(text);
		return text.text;
	});
	return texts;
}

/**
 * The report in another language: what `texts` has by key replaces the original. Titles that bear a
 * language of their own (talks, films, dossiers) stay in it.
 */
export function applyTexts(
	content: ReportContent,
	texts: Record<string, string>,
	language: string
): ReportContent {
	return walk(content, language, ({ key, text }) => texts[key] || text);
}

function walk(content: ReportContent, language: string, visit: Visit): ReportContent {
	const say = (key: string, field: string, text: string, under: Phrase | null = null) =>
		text.trim() ? visit({ key, field, text, under }) : text;
	const phrase = (
		key: string,
		field: string,
		value: Phrase,
		under: Phrase | null = null
	): Phrase => {
		const text = say(key, field, value.text, under);
		return text === value.text ? value : { text, lang: language };
	};
	const title = phrase('title', 'title_of', content.title);
	const head = {
		title,
		modeReason: content.modeReason && phrase('modeReason', 'mode', content.modeReason),
		summary: say('summary', 'summary', content.summary),
		objective: say('objective', 'objective', content.objective)
	};
	const parts = content.parts.map((part) => {
		const under = { text: part.title, lang: content.language };
		return {
			...part,
			title: say(`part-title-${part.day}-${part.part}`, 'part_title', part.title, under),
			text: say(`part-text-${part.day}-${part.part}`, 'part_text', part.text, under)
		};
	});
	const items = content.items.map((item) => {
		const each = <P extends Passage>(field: string, list: P[]): P[] =>
			list.map((passage) => {
				const text = say(`text-${item.id}-${passage.id}`, field, passage.text, item.title);
				return text === passage.text ? passage : { ...passage, text, html: writeHtml(text) };
			});
		return {
			...item,
			title: phrase(`title-${item.id}`, 'item_title', item.title, item.title),
			blocks: each('passage', item.blocks),
			lines: each('line', item.lines),
			...(item.questions && {
				questions: each('question', item.questions).map((one) => ({
					...one,
					answer: say(`answer-${item.id}-${one.id}`, 'answer', one.answer, item.title)
				}))
			}),
			decisions: each('decision', item.decisions),
			actions: each('action', item.actions)
		};
	});
	return {
		...content,
		language,
		...head,
		parts,
		items,
		carried: content.carried.map((action) => ({
			...action,
			text: say(`carried-${action.id}`, 'carried', action.text)
		})),
		nextSteps: say('nextSteps', 'next_steps', content.nextSteps),
		annexes: content.annexes.map((annex) => ({
			...annex,
			title: phrase(`annex-${annex.id}`, 'annexes', annex.title, annex.title),
			...(annex.alt ? { alt: say(`alt-${annex.id}`, 'alt', annex.alt, annex.title) } : {})
		})),
		undisclosed: content.undisclosed.map(({ title, reason }, n) => ({
			title: say(`undisclosed-${n}`, 'undisclosed', title),
			reason: say(`reason-${n}`, 'undisclosed', reason)
		}))
	};
}
