import { createHash } from 'node:crypto';
import { findAuthor, type Addressed } from '#lib/model/report-author.ts';
import { findAsker } from '#lib/model/report-question.ts';
import type { Passage, ReportAction, ReportContent } from '#lib/model/report.ts';
import { listParts } from './edit.ts';

type Fields = Record<string, string>;
type Organisations = Array<Addressed & { id: string; name: string }>;

/** What the form of a draft holds when it is opened, by field: the other direction of `applyEdit`. */
export function listFields(content: ReportContent, organisations: Organisations): Fields {
	return {
		title: content.title.text,
		summary: content.summary,
		objective: content.objective,
		nextSteps: content.nextSteps,
		author: findAuthor(content, organisations)?.id ?? '',
		'annex-new-title': '',
		...merge(listParts(content), ({ day, part, title, text }) => ({
			[`part-title-${day}-${part}`]: title,
			[`part-text-${day}-${part}`]: text
		})),
		...merge(content.items, (item) => listItemFields(item, organisations)),
		...merge(content.carried, listActionFields),
		...merge(content.annexes, ({ id, title, visibility, alt = '' }) => ({
			[`annex-title-${id}`]: title.text,
			[`annex-visibility-${id}`]: visibility,
			[`annex-alt-${id}`]: alt
		}))
	};
}

function listItemFields(
	item: ReportContent['items'][number],
	organisations: Organisations
): Fields {
	const { id, blocks, lines, questions = [], decisions, actions } = item;
	return {
		[`title-${id}`]: item.title.text,
		[`outcome-${id}`]: item.outcome,
		[`visibility-${id}`]: item.visibility,
		[`new-text-${id}`]: '',
		[`new-visibility-${id}`]: 'public',
		...merge(item.speakers, ({ spoke }, n) => ({
			[`spoke-${id}-${n}`]: spoke === null ? '' : spoke ? 'yes' : 'no'
		})),
		...merge<Passage>([...blocks, ...lines, ...questions, ...decisions, ...actions], (passage) => ({
			[`text-${id}-${passage.id}`]: passage.text,
			[`visibility-${id}-${passage.id}`]: passage.visibility
		})),
		...merge(questions, ({ id: questionId, answer, organisation }) => ({
			[`answer-${id}-${questionId}`]: answer,
			[`asker-${id}-${questionId}`]: findAsker(organisation, organisations)
		})),
		...merge(actions, listActionFields)
	};
}

function listActionFields(action: Pick<ReportAction, 'id' | 'owner' | 'due' | 'state'>): Fields {
	return {
		[`owner-${action.id}`]: action.owner?.id ?? '',
		[`due-${action.id}`]: action.due ?? '',
		[`state-${action.id}`]: action.state
	};
}

function merge<T>(list: T[], tell: (one: T, n: number) => Fields): Fields {
	return Object.assign({}, ...list.map(tell)) as Fields;
}

/** The fields of a form as it was opened, each by a short fingerprint: the form brings them back. */
export function sealFields(fields: Fields): string {
	return Object.entries(fields).map(seal).join(' ');
}

/**
 * Those fields that whoever sent the form changed since it was opened. Without its fingerprints
 * every field counts as changed.
 */
export function keepChanged(fields: Fields, sealed: string | undefined): Fields {
	const opened = new Set(sealed?.split(' '));
	return Object.fromEntries(Object.entries(fields).filter((field) => !opened.has(seal(field))));
}

/**
 * Whether a form that was opened shows every action carried over: one that came since is published by
 * nobody who has not seen it. Without the fingerprints of a form there is nothing to have been seen.
 */
export function showsCarried({ carried }: ReportContent, fields: Fields): boolean {
	return fields.opened === undefined || carried.every(({ id }) => `state-${id}` in fields);
}

/** Browsers send other line ends than they were given, and a field ends where its words do. */
function seal([name, value]: [string, string]): string {
	const words = value.replaceAll('\r\n', '\n').trim();
	return createHash('sha256').update(`${name}\n${words}`).digest('base64url').slice(0, 10);
}
