import type { ReportContent, ReportItem, Visibility } from './report.ts';

type Hidden = Exclude<Visibility, 'public'>;
interface Entry {
	id: string;
	n: number;
	visibility: Visibility;
}
/** One element taken out of the public text: the list it belongs to and itself. */
export interface Kept {
	list: string;
	value: Entry & Record<string, unknown>;
}
export type Restricted = Record<Hidden, Kept[]>;

/**
 * Parts a report into what everybody may read and what stays inside, by the `visibility` of every
 * list element at any depth. The public part is complete and valid by itself; an item of which nothing
 * is left in it but its heading goes with what was taken out, its own `visibility` unchanged.
 */
export function splitContent(content: ReportContent): {
	open: ReportContent;
	restricted: Restricted;
} {
	const restricted: Restricted = { members: [], restricted: [] };
	const open = take(content, '', restricted) as ReportContent;
	const items = open.items.filter((item) => {
		const within = ({ list }: Kept) => list.startsWith(`items/${item.id}/`);
		const readers = (['members', 'restricted'] as const).find((one) =>
			restricted[one].some(within)
		);
		if (!readers || !isBare(item, open)) return true;
		restricted[readers].push({ list: 'items', value: item });
		return false;
	});
	return { open: { ...open, items }, restricted };
}

/** Nothing but a heading: it was neither planned nor held here, and nothing is told of it. */
function isBare(item: ReportItem, { parts }: ReportContent): boolean {
	const { talk, planned, actual, outcome } = item;
	const lists = [
		item.speakers,
		item.organisations,
		item.blocks,
		item.decisions,
		item.actions,
		item.lines,
		item.questions ?? [],
		item.films
	];
	const isTold = parts.some(
		({ day, part, text }) => day === item.day && part === item.part && text
	);
	const isSaid = talk !== null || planned.minutes !== null || actual !== null || outcome !== 'held';
	return !isTold && !isSaid && lists.every(({ length }) => length === 0);
}

function take(node: unknown, path: string, out: Restricted): unknown {
	if (Array.isArray(node)) {
		const kept: unknown[] = [];
		for (const element of node) {
			const value = take(element, isEntry(element) ? `${path}/${element.id}` : path, out);
			if (isEntry(value) && value.visibility !== 'public')
				out[value.visibility].push({ list: path, value: value as Kept['value'] });
			else kept.push(value);
		}
		return kept;
	}
	if (node === null || typeof node !== 'object') return node;
	return Object.fromEntries(
		Object.entries(node).map(([key, value]) => [
			key,
			take(value, path ? `${path}/${key}` : key, out)
		])
	);
}

/** Puts passages back in their places; those whose item the reader may not see stay out. */
export function mergeContent(open: ReportContent, kept: Kept[]): ReportContent {
	const whole = structuredClone(open);
	const depth = (entry: Kept) => entry.list.split('/').length;
	for (const entry of [...kept].sort((a, b) => depth(a) - depth(b))) {
		const list = findList(whole, entry.list);
		list?.push(structuredClone(entry.value));
		list?.sort((a, b) => a.n - b.n);
	}
	return whole;
}

function findList(content: ReportContent, path: string): Entry[] | undefined {
	let node: unknown = content;
	for (const step of path.split('/')) {
		if (Array.isArray(node)) node = (node as Entry[]).find((entry) => entry.id === step);
		else if (node !== null && typeof node === 'object')
			node = (node as Record<string, unknown>)[step];
		else return undefined;
	}
	return Array.isArray(node) ? (node as Entry[]) : undefined;
}

function isEntry(value: unknown): value is Entry {
	return value !== null && typeof value === 'object' && 'visibility' in value && 'id' in value;
}
