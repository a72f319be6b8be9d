import { FORMATS } from '#lib/model/agenda.ts';
import { parseCommand } from '#lib/model/commands.ts';
import { fieldOf, listNewItems, listPlaces, writePlace } from '#lib/model/report-adding.ts';
import type { ReportContent, ReportItem } from '#lib/model/report.ts';
import { AppError } from '../platform/errors.ts';
import { choose } from './draft-choices.ts';

type Fields = Record<string, string>;
type Items = Pick<ReportContent, 'days' | 'items' | 'language'>;

/**
 * The items of a draft with those that a form adds, in their places, and without the added ones that
 * it takes out. What was dealt with and stood in no programme is said by the report alone, like all
 * that is added to one; the agenda of a meeting that is over stays what was announced. A form names
 * the id, so that one that is sent twice adds once.
 */
export function addItems(content: Items, fields: Fields): ReportItem[] {
	const { items } = listNewItems(fields).reduce(
		(told, id) => ({ ...told, items: addItem(told, id, fields) }),
		content
	);
	return items.filter(({ id, added }) => !added || fields[`remove-item-${id}`] === undefined);
}

/**
 * A new item has a title, and one that an item of an agenda could have.
 * @throws {AppError} `title_missing`, `title_too_long` (422)
 */
export function requireTitles(fields: Fields): void {
	for (const id of listNewItems(fields)) {
		const name = nameOf(id);
		const read = readTitle(id, fields);
		if (read.ok || !(fields[name]?.trim() || fields[`new-text-${id}`]?.trim())) continue;
		throw new AppError(read.code, 422, 'Give the item a title of at most 300 characters.').about(
			name
		);
	}
}

function addItem(content: Items, id: string, fields: Fields): ReportItem[] {
	const { items, language } = content;
	const read = readTitle(id, fields);
	if (!read.ok || items.some((item) => item.id === id)) return items;
	const places = listPlaces(content);
	const wish = fields[`new-item-place-${id}`];
	const { day, part, afterId } = places.find((one) => writePlace(one) === wish) ?? places.at(-1)!;
	const behind = items.findIndex(
		(item) => item.day > day || (item.day === day && item.part >= part)
	);
	const at = afterId
		? items.findIndex((item) => item.id === afterId) + 1
		: behind < 0
			? items.length
			: behind;
	const item: ReportItem = {
		id,
		n: at,
		visibility: 'public',
		day,
		part,
		title: { text: read.title, lang: language },
		talk: null,
		format: choose(fields[`new-item-format-${id}`], FORMATS, 'discussion'),
		language: null,
		subtitles: [],
		planned: { minutes: null },
		actual: null,
		outcome: 'held',
		speakers: [],
		organisations: [],
		blocks: [],
		decisions: [],
		actions: [],
		lines: [],
		films: [],
		added: true
	};
	// Those with fewer readers are put back by their numbers: all stand in the new order.
	return items.toSpliced(at, 0, item).map((one, n) => ({ ...one, n }));
}

const nameOf = (id: string) => fieldOf({ kind: 'item', itemId: id });

/** By the rule of titles on an agenda. */
function readTitle(id: string, fields: Fields) {
	const parsed = parseCommand('item.add', { title: fields[nameOf(id)] ?? '' });
	if (!parsed.ok) return parsed;
	return {
		ok: true,
		title: 'title' in parsed.command.args ? String(parsed.command.args.title) : ''
	} as const;
}
