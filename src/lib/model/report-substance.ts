import { VISIBILITIES, type ReportContent, type ReportItem, type Speaker } from './report.ts';
import { isRespelled } from './spelling.ts';

/** What of the record a change is about; a fact of the meeting by its name in the form. */
export type SubstanceOf =
	| EntryKind
	| 'item'
	| 'answer'
	| 'outcome'
	| 'speaker'
	| 'spoke'
	| 'owner'
	| 'due'
	| 'state'
	| 'author'
	| 'attendance'
	| 'number'
	| 'date'
	| 'zone'
	| 'host'
	| 'place'
	| 'mode'
	| 'status';
type EntryKind = 'decision' | 'action' | 'line' | 'question';

/** One change of what a report records; `opened`: to readers who could not read it before. */
export interface Substance {
	of: SubstanceOf;
	change: 'added' | 'removed' | 'changed' | 'opened';
	/** Words to know it by: of the entry, the item or the speaker; '' of what the whole report says. */
	subject: string;
	itemId?: string;
	/** The field that says it, by the name it has while the entry stands in the form. */
	field: string;
}

type Entry = Pick<ReportItem['decisions'][number], 'id' | 'text' | 'visibility'>;
type Kept = Pick<ReportItem['actions'][number], 'id' | 'owner' | 'due' | 'state' | 'text'>;

/**
 * What `after` records otherwise than `before`: items and entries added, taken out, worded otherwise than by
 * their spelling, or opened to more readers; owners, dates and states of actions; outcomes, speakers,
 * attendance, facts, and who answers for the text. Prose, titles, annexes and films are no part of
 * the record; who may read less than before changes nothing in it.
 */
export function listSubstance(before: ReportContent, after: ReportContent): Substance[] {
	const items = pair(before.items, after.items, ({ id }) => id);
	const carried = pair(before.carried, after.carried, ({ id }) => id);
	return [
		...listFactChanges(before, after),
		...items.flatMap(([old, now]) => listItemChanges(old, now)),
		...carried.flatMap(([old, now]) => (old && now ? listKeptChanges(old, now) : []))
	];
}

function listFactChanges(before: ReportContent, after: ReportContent): Substance[] {
	const facts: Array<[SubstanceOf, (content: ReportContent) => unknown]> = [
		['author', ({ author, host }) => (author === undefined ? host : author)?.slug],
		['number', ({ ordinal }) => ordinal],
		[
			'date',
			({ days }) =>
				days.map(({ date, starts, ends, half, held }) => [date, starts, ends, half, held !== false])
		],
		['zone', ({ timezone }) => timezone],
		['host', ({ host }) => host?.slug],
		['place', ({ place }) => place],
		['mode', ({ mode }) => mode],
		['status', ({ status }) => status],
		[
			'attendance',
			({ attendance: { organisations, persons, onSite, remote } }) => [
				organisations,
				persons,
				onSite,
				remote
			]
		]
	];
	return facts
		.filter(([, read]) => JSON.stringify(read(before)) !== JSON.stringify(read(after)))
		.map(([of]) => ({ of, change: 'changed', subject: '', field: of }));
}

function listItemChanges(old: ReportItem | undefined, now: ReportItem | undefined): Substance[] {
	const item = (now ?? old)!;
	const itemId = item.id;
	const entries = (kind: EntryKind, read: (of: ReportItem) => Entry[]) =>
		pair(old ? read(old) : [], now ? read(now) : [], ({ id }) => id).flatMap(([was, is]) => {
			const change = judge(was && { ...was, of: old! }, is && { ...is, of: now! });
			const { id, text } = (was ?? is)!;
			return change
				? [{ of: kind, change, subject: text, itemId, field: `text-${itemId}-${id}` }]
				: [];
		});
	const actions = pair(old?.actions ?? [], now?.actions ?? [], ({ id }) => id);
	return [
		...(old && now
			? []
			: [
					{
						of: 'item' as const,
						change: old ? ('removed' as const) : ('added' as const),
						subject: item.title.text,
						itemId,
						field: `title-${itemId}`
					}
				]),
		...(old && now && old.outcome !== now.outcome
			? [tell('outcome', item.title.text, `outcome-${itemId}`, itemId)]
			: []),
		...listSpeakerChanges(old, now),
		...entries('line', ({ lines }) => lines),
		...entries('decision', ({ decisions }) => decisions),
		...entries('action', (of) => of.actions),
		...entries('question', ({ questions }) => questions ?? []),
		...listAnswerChanges(old, now),
		...actions.flatMap(([was, is]) => (was && is ? listKeptChanges(was, is, itemId) : []))
	];
}

type Placed = Entry & { of: ReportItem; organisation?: string | null };

function judge(was: Placed | undefined, is: Placed | undefined): Substance['change'] | null {
	if (!was || !is) return was ? 'removed' : 'added';
	if (was.organisation !== is.organisation || !isRespelled(was.text, is.text)) return 'changed';
	return rank(is) < rank(was) ? 'opened' : null;
}

/** How far it is kept from readers, by itself or with its item. */
function rank({ visibility, of }: Placed): number {
	return Math.max(...[visibility, of.visibility].map((one) => VISIBILITIES.indexOf(one)));
}

function listKeptChanges(was: Kept, is: Kept, itemId?: string): Substance[] {
	const own = (of: 'owner' | 'due' | 'state') => tell(of, was.text, `${of}-${was.id}`, itemId);
	return [
		...(was.owner?.id === is.owner?.id ? [] : [own('owner')]),
		...(was.due === is.due ? [] : [own('due')]),
		...(was.state === is.state ? [] : [own('state')])
	];
}

function listAnswerChanges(old: ReportItem | undefined, now: ReportItem | undefined): Substance[] {
	const itemId = (now ?? old)!.id;
	const pairs = pair(old?.questions ?? [], now?.questions ?? [], ({ id }) => id);
	return pairs.flatMap(([was, is]) =>
		!was || !is || isRespelled(was.answer, is.answer)
			? []
			: [tell('answer', was.text, `answer-${itemId}-${was.id}`, itemId)]
	);
}

/**
 * Speakers are known by their record; one whose record a list does not say, as after an erasure, by
 * what they were that day.
 */
function listSpeakerChanges(old: ReportItem | undefined, now: ReportItem | undefined): Substance[] {
	const itemId = (now ?? old)!.id;
	const lists = [old?.speakers ?? [], now?.speakers ?? []];
	const describe = ({ role, organisation }: Speaker) => JSON.stringify([role, organisation]);
	const nameless = new Set(lists.flat().flatMap((one) => (one.personId ? [] : [describe(one)])));
	const isIn = (list: Speaker[], id: string) => list.some(({ personId }) => personId === id);
	const keyOf = (one: Speaker) => {
		const { personId } = one;
		const isKnown = personId && lists.every((list) => isIn(list, personId));
		return personId && (isKnown || !nameless.has(describe(one))) ? personId : describe(one);
	};
	const places = (item: ReportItem | undefined) =>
		(item?.speakers ?? []).map((speaker, n) => ({ ...speaker, n }));
	return pair(places(old), places(now), keyOf).flatMap(([was, is]): Substance[] => {
		const { n, name, role, organisation } = (is ?? was)!;
		const subject = name ?? role ?? organisation ?? '';
		const field = `spoke-${itemId}-${n}`;
		if (!was || !is)
			return [{ of: 'speaker', change: was ? 'removed' : 'added', subject, itemId, field }];
		return was.spoke === is.spoke ? [] : [tell('spoke', subject, field, itemId)];
	});
}

function tell(of: SubstanceOf, subject: string, field: string, itemId?: string): Substance {
	return { of, change: 'changed', subject, field, ...(itemId === undefined ? {} : { itemId }) };
}

/** The entries of two lists that are the same one, and those that stand in one of them only. */
function pair<T>(
	before: readonly T[],
	after: readonly T[],
	keyOf: (one: T) => string
): Array<[T | undefined, T | undefined]> {
	const [old, now] = [number(before, keyOf), number(after, keyOf)];
	return [
		...[...old].map(([key, one]): [T, T | undefined] => [one, now.get(key)]),
		...[...now].flatMap(([key, one]): Array<[undefined, T]> =>
			old.has(key) ? [] : [[undefined, one]]
		)
	];
}

/** Entries by their key; of several with one key the first, the second and so on. */
function number<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T> {
	const numbered = new Map<string, T>();
	for (const one of list) {
		let n = 1;
		while (numbered.has(`${keyOf(one)} ${n}`)) n++;
		numbered.set(`${keyOf(one)} ${n}`, one);
	}
	return numbered;
}

/**
 * Where a change stands in the form of a draft, as a fragment: at its field, else where it was typed
 * to be added, or at the item that had it.
 */
export function substanceAnchor(
	{ of, field, change, itemId }: Substance,
	{ items }: Pick<ReportContent, 'items'>
): string {
	const item = items.find(({ id }) => id === itemId);
	if (of === 'item' && !item) return change === 'added' ? `#new-item-${itemId}` : '#record';
	if (of === 'item' || !item || change === 'changed' || change === 'opened') return `#${field}`;
	const { lines, decisions, actions, questions = [], speakers } = item;
	const shown = [
		...[...lines, ...decisions, ...actions, ...questions].map(({ id }) => `text-${itemId}-${id}`),
		...(change === 'added' ? speakers.map((_, n) => `spoke-${itemId}-${n}`) : [])
	];
	if (shown.includes(field)) return `#${field}`;
	return change === 'added' ? `#new-${of}-${itemId}` : `#title-${itemId}`;
}
