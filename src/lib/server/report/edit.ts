import {
	ACTION_STATES,
	OUTCOMES,
	VISIBILITIES,
	type Annex,
	type ReportAction,
	type ReportContent,
	type ReportItem,
	type ReportQuestion
} from '#lib/model/report.ts';
import { addEntries } from './draft-adding.ts';
import {
	choose,
	chooseAuthor,
	chooseOrganisation,
	chooseOwner,
	readDate,
	type Known
} from './draft-choices.ts';
import { addItems } from './item-adding.ts';
import { writePassage } from './passages.ts';

type Fields = Record<string, string>;

/**
 * The draft with what a form says; fields that are missing leave their part as it is. A passage left
 * empty goes; one whose words stay keeps its emphasis and links. What was added here can be taken out
 * again. Field names: see DraftForm.svelte.
 */
export function applyEdit(content: ReportContent, fields: Fields, known: Known): ReportContent {
	const text = (name: string, old: string) => fields[name]?.replaceAll('\r\n', '\n').trim() ?? old;
	const items = addItems(content, fields);
	return {
		...content,
		title: { ...content.title, text: text('title', content.title.text) },
		summary: text('summary', content.summary),
		objective: text('objective', content.objective),
		nextSteps: text('nextSteps', content.nextSteps),
		parts: listParts({ ...content, items })
			.map(({ day, part, ...old }) => ({
				day,
				part,
				title: text(`part-title-${day}-${part}`, old.title),
				text: text(`part-text-${day}-${part}`, old.text)
			}))
			.filter((own) => own.title || own.text),
		items: items.map((item) => editItem(item, fields, known)),
		carried: content.carried.map((action) => editAction(action, fields, known)),
		...(fields.author === undefined ? {} : { author: chooseAuthor(fields.author, content, known) }),
		annexes: content.annexes
			.filter(({ id }) => fields[`remove-annex-${id}`] === undefined)
			.map((annex) => editAnnex(annex, fields))
	};
}

/** Every part of the meeting with the words already written for it. */
export function listParts(content: Pick<ReportContent, 'items' | 'parts'>): ReportContent['parts'] {
	const keys = new Map(content.items.map(({ day, part }) => [`${day}/${part}`, { day, part }]));
	return [...keys.values()].map(
		({ day, part }) =>
			content.parts.find((own) => own.day === day && own.part === part) ?? {
				day,
				part,
				title: '',
				text: ''
			}
	);
}

function editAnnex(annex: Annex, fields: Fields): Annex {
	const { id, title, file } = annex;
	return {
		...annex,
		title: { ...title, text: fields[`annex-title-${id}`]?.trim() || title.text },
		visibility: choose(fields[`annex-visibility-${id}`], VISIBILITIES, annex.visibility),
		...(file ? { alt: fields[`annex-alt-${id}`]?.trim() ?? annex.alt ?? '' } : {})
	};
}

function editItem(item: ReportItem, fields: Fields, known: Known): ReportItem {
	const each = <P extends ReportItem['blocks'][number]>(list: P[]): P[] =>
		list
			.filter((passage) => fields[`remove-${item.id}-${passage.id}`] === undefined)
			.map((passage) => editPassage(passage, `${item.id}-${passage.id}`, fields))
			.filter((one) => one.text);
	const added = fields[`new-text-${item.id}`]?.trim();
	const blocks = each(item.blocks);
	if (added) {
		const n = Math.max(-1, ...item.blocks.map((block) => block.n)) + 1;
		const seen = choose(fields[`new-visibility-${item.id}`], VISIBILITIES, 'public');
		const passage = writePassage(nextId(item), n, added.replaceAll('\r\n', '\n'), seen);
		blocks.push({ ...passage, added: true });
	}
	const edited: ReportItem = {
		...item,
		title: { ...item.title, text: fields[`title-${item.id}`]?.trim() || item.title.text },
		outcome: choose(fields[`outcome-${item.id}`], OUTCOMES, item.outcome),
		speakers: item.speakers
			.map((speaker, n) => ({
				...speaker,
				spoke: readSpoke(fields[`spoke-${item.id}-${n}`], speaker.spoke)
			}))
			.filter(({ added }, n) => !added || fields[`remove-speaker-${item.id}-${n}`] === undefined),
		visibility: choose(fields[`visibility-${item.id}`], VISIBILITIES, item.visibility),
		blocks,
		decisions: each(item.decisions),
		lines: each(item.lines),
		...(item.questions && {
			questions: each(item.questions).map((one) => editQuestion(one, item.id, fields, known))
		}),
		actions: each(item.actions).map((action) => editAction(action, fields, known))
	};
	return addEntries(edited, fields, known);
}

function editAction<A extends Pick<ReportAction, 'id' | 'owner' | 'due' | 'state'>>(
	action: A,
	fields: Fields,
	known: Known
): A {
	return {
		...action,
		owner: chooseOwner(fields[`owner-${action.id}`], action.owner, known),
		due: readDate(fields[`due-${action.id}`], action.due),
		state: choose(fields[`state-${action.id}`], ACTION_STATES, action.state)
	};
}

function editQuestion(
	question: ReportQuestion,
	itemId: string,
	fields: Fields,
	known: Known
): ReportQuestion {
	const key = `${itemId}-${question.id}`;
	return {
		...question,
		answer: fields[`answer-${key}`]?.replaceAll('\r\n', '\n').trim() ?? question.answer,
		organisation: chooseOrganisation(fields[`asker-${key}`], question.organisation, known)
	};
}

function editPassage<P extends ReportItem['blocks'][number]>(
	passage: P,
	key: string,
	fields: Fields
): P {
	const words = fields[`text-${key}`]?.replaceAll('\r\n', '\n').trim() ?? passage.text;
	const visibility = choose(fields[`visibility-${key}`], VISIBILITIES, passage.visibility);
	if (words === passage.text.trim()) return { ...passage, visibility };
	return { ...passage, ...writePassage(passage.id, passage.n, words, visibility) };
}

function nextId(item: ReportItem): string {
	const numbers = item.blocks.map((block) => Number(/^p(\d+)$/.exec(block.id)?.[1] ?? 0));
	return `p${Math.max(0, ...numbers) + 1}`;
}

function readSpoke(value: string | undefined, old: boolean | null): boolean | null {
	return value === undefined ? old : value === '' ? null : value === 'yes';
}
