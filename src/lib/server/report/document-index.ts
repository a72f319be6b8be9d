import type { ReportContent } from '#lib/model/report.ts';
import type { Imprint, Part } from './document.ts';
import { describeAction } from './document-item.ts';
import type { Words } from './words.ts';

/** Decisions, actions and questions at a glance: each leads to the item where it was taken or asked. */
export function describeIndex(content: ReportContent, imprint: Imprint, words: Words): Part[] {
	const decisions = content.items.flatMap((item) => item.decisions);
	const actions = content.items.flatMap((item) => item.actions);
	const questions = content.items.flatMap((item) => item.questions ?? []);
	const place = (id: string) => ({ id, href: `${imprint.address}#${id}` });
	const parts: Part[] = [];
	if (decisions.length)
		parts.push(
			{ kind: 'heading', level: 2, text: words.say('decisions') },
			{
				kind: 'index',
				entries: decisions.map(({ id, text }) => ({ ...place(`decision-${id}`), text }))
			}
		);
	if (actions.length)
		parts.push(
			{ kind: 'heading', level: 2, text: words.say('actions') },
			{
				kind: 'index',
				entries: actions.map((action) => ({
					...place(`action-${action.id}`),
					text: action.text,
					note: describeAction(action, words)
				}))
			}
		);
	if (questions.length)
		parts.push(
			{ kind: 'heading', level: 2, text: words.say('questions') },
			{
				kind: 'index',
				entries: questions.map(({ id, text }) => ({ ...place(`question-${id}`), text }))
			}
		);
	return parts;
}
