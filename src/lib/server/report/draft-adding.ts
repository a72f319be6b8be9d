import { randomUUID } from 'node:crypto';
import { SPOKEN } from '#lib/model/report-adding.ts';
import {
	VISIBILITIES,
	type Passage,
	type ReportContent,
	type ReportItem,
	type ReportQuestion,
	type Speaker
} from '#lib/model/report.ts';
import { AppError } from '../platform/errors.ts';
import { choose, chooseOrganisation, chooseOwner, readDate, type Known } from './draft-choices.ts';
import { writePassage } from './passages.ts';

type Fields = Record<string, string>;

/**
 * The item with the decision, action, question, round-table line and speaker that a form adds to it. They have
 * the shapes of those made from notes and programme, marked as written here. What the item says
 * already is not said twice, so a form that is sent twice adds once.
 */
export function addEntries(item: ReportItem, fields: Fields, known: Known): ReportItem {
	const { decisions, actions, questions, lines, speakers } = item;
	const decision = readWords(decisions, 'decision', item.id, fields);
	const words = readWords(actions, 'action', item.id, fields);
	const action = words && {
		...words,
		owner: chooseOwner(fields[`new-action-owner-${item.id}`] ?? '', null, known),
		due: readDate(fields[`new-action-due-${item.id}`], null),
		state: 'open' as const
	};
	const question = readQuestion(item, fields, known);
	const line = readWords(lines, 'line', item.id, fields);
	const organisation = known.organisations.get(fields[`new-line-organisation-${item.id}`] ?? '');
	return {
		...item,
		decisions: append(decisions, decision, isSame('text')),
		actions: append(
			actions,
			action,
			(one, other) => isSame('text', 'due')(one, other) && one.owner?.id === other.owner?.id
		),
		...((question || questions) && {
			questions: append(questions ?? [], question, isSame('text', 'answer', 'organisation'))
		}),
		lines: append(
			lines,
			line && organisation && { ...line, organisation: organisation.name },
			isSame('text', 'organisation')
		),
		speakers: append(speakers, readSpeaker(item.id, fields, known), (one, other) =>
			other.personId
				? one.personId === other.personId
				: isSame('personId', 'role', 'organisation')(one, other)
		)
	};
}

/**
 * Nothing that was begun is dropped without a word.
 * @throws {AppError} `report_add_words`, `report_add_organisation` (422)
 */
export function requireWhole({ items }: Pick<ReportContent, 'items'>, fields: Fields): void {
	for (const { id, questions = [] } of items) {
		const has = (name: string) => Boolean(fields[`new-${name}-${id}`]?.trim());
		if (!has('action') && (has('action-owner') || has('action-due')))
			throw new AppError('report_add_words', 422, 'Say what is to be done.').about(
				`new-action-${id}`
			);
		if (!has('question') && (has('question-answer') || has('question-organisation')))
			throw new AppError('report_add_words', 422, 'Say what was asked.').about(
				`new-question-${id}`
			);
		for (const question of questions) requireAsked(question, `${id}-${question.id}`, fields);
		if (!has('line') && has('line-organisation'))
			throw new AppError('report_add_words', 422, 'Say what was said.').about(`new-line-${id}`);
		if (has('line') && !has('line-organisation'))
			throw new AppError('report_add_organisation', 422, 'Choose whose words these are.').about(
				`new-line-organisation-${id}`
			);
	}
}

/** A question that is emptied goes, and must not take an answer with it. */
function requireAsked({ answer }: ReportQuestion, key: string, fields: Fields): void {
	const isEmptied = fields[`text-${key}`]?.trim() === '' && !(`remove-${key}` in fields);
	if (isEmptied && (fields[`answer-${key}`] ?? answer).trim())
		throw new AppError('report_add_words', 422, 'Say what was asked.').about(`text-${key}`);
}

function readQuestion(
	{ id, questions = [] }: ReportItem,
	fields: Fields,
	known: Known
): ReportQuestion | null {
	const question = readWords(questions, 'question', id, fields);
	const answer = fields[`new-question-answer-${id}`]?.replaceAll('\r\n', '\n').trim() ?? '';
	const organisation = chooseOrganisation(fields[`new-question-organisation-${id}`], null, known);
	return question && { ...question, answer, organisation };
}

function readWords(
	list: Passage[],
	kind: 'decision' | 'action' | 'question' | 'line',
	itemId: string,
	fields: Fields
): Passage | null {
	const text = fields[`new-${kind}-${itemId}`]?.replaceAll('\r\n', '\n').trim();
	if (!text) return null;
	const n = Math.max(-1, ...list.map((one) => one.n)) + 1;
	const seen = choose(fields[`new-visibility-${kind}-${itemId}`], VISIBILITIES, 'public');
	return { ...writePassage(randomUUID(), n, text, seen), added: true };
}

/** A person of the lists, as they stood in the meeting; somebody else only by role and organisation. */
function readSpeaker(itemId: string, fields: Fields, known: Known): Speaker | null {
	const personId = fields[`new-speaker-${itemId}`] ?? '';
	const person = known.speakers.get(personId);
	const role = fields[`new-speaker-role-${itemId}`]?.trim().slice(0, 200);
	const organisation = known.organisations.get(fields[`new-speaker-organisation-${itemId}`] ?? '');
	if (!person && !role && !organisation) return null;
	const how = choose(fields[`new-speaker-how-${itemId}`], SPOKEN, 'unannounced');
	return {
		name: person?.name ?? null,
		personId: person ? personId : null,
		role: role || (person?.role ?? null),
		organisation: organisation?.name ?? person?.organisation ?? null,
		planned: how !== 'unannounced',
		spoke: how === 'announced' ? null : true,
		added: true
	};
}

function append<T>(list: T[], one: T | null | undefined, isTwice: (a: T, b: T) => boolean): T[] {
	return !one || list.some((other) => isTwice(other, one)) ? list : [...list, one];
}

function isSame<K extends string>(...keys: K[]) {
	return (one: Record<K, unknown>, other: Record<K, unknown>) =>
		keys.every((key) => one[key] === other[key]);
}
