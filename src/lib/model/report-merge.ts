import { locateChanges } from './comparison.ts';
import type { Passage, ReportItem, Visibility } from './report.ts';

/** What the notes say of an item, or what its draft says of it. */
export type Said = Pick<ReportItem, 'blocks' | 'decisions' | 'actions' | 'lines'>;

/**
 * A passage that the draft keeps as it is written there, null where it was taken out, and what the
 * notes say now, null where they have it no more.
 */
export interface KeptPassage {
	here: string | null;
	notes: string | null;
}

/**
 * Takes notes that went on (`was` became `now`) into what a draft says of an item. What nobody changed
 * in the draft becomes what the notes say now, with the readers it has; what was changed, taken out or
 * written there stays so, and is told where the notes say something else. What is new comes in. It is
 * read by no more people than the passages of this item that changed or went: their words may be in it.
 */
export function mergeNotes(was: Said, here: Said, now: Said): { said: Said; kept: KeptPassage[] } {
	const partners = {
		blocks: findAlike(was.blocks, now.blocks, ({ text }) => text),
		lines: findAlike(was.lines, now.lines, ({ organisation, text }) => `${organisation}: ${text}`),
		decisions: findById(was.decisions, now.decisions),
		actions: findById(was.actions, now.actions)
	};
	const keys = ['blocks', 'decisions', 'actions', 'lines'] as const;
	const readers = narrowest(
		keys.flatMap((key) => listTouched(was[key], here[key], now[key], partners[key]))
	);
	const kept: KeptPassage[] = [];
	const merge = <P extends Passage>(key: (typeof keys)[number], [old, own, new_]: P[][]): P[] => {
		const merged = mergeList(old!, own!, new_!, { partners: partners[key], readers });
		kept.push(...merged.kept);
		return merged.list;
	};
	const said = {
		blocks: merge('blocks', [was.blocks, here.blocks, now.blocks]),
		decisions: merge('decisions', [was.decisions, here.decisions, now.decisions]),
		actions: merge('actions', [was.actions, here.actions, now.actions]),
		lines: merge('lines', [was.lines, here.lines, now.lines])
	};
	return { said, kept };
}

/** Of each passage of the notes now, the place of the one that it was, null where it is new. */
type Partners = Array<number | null>;

function findById(was: Passage[], now: Passage[]): Partners {
	return now.map(({ id }) => {
		const place = was.findIndex((one) => one.id === id);
		return place < 0 ? null : place;
	});
}

/** Paragraphs bear no names: those that stayed, and of those that changed the one that is alike. */
function findAlike<P>(was: P[], now: P[], write: (one: P) => string): Partners {
	const read = (one: P) => [{ text: write(one) }];
	const changes = locateChanges(was.map(read), now.map(read));
	const changed = new Map(
		changes.flatMap(({ after, before }) => (after === null ? [] : [[after, before]]))
	);
	const gone = new Set(changes.map(({ before }) => before));
	const stayed = was.flatMap((_, place) => (gone.has(place) ? [] : [place]));
	return now.map((_, place) => {
		const partner = changed.get(place);
		return partner === undefined ? stayed.shift()! : partner;
	});
}

/** Who reads the passages that changed in the notes or went from them; taken out of the draft, nobody else. */
function listTouched(was: Passage[], here: Passage[], now: Passage[], partners: Partners) {
	return was.flatMap((old, place): Visibility[] => {
		const next = now[partners.indexOf(place)];
		if (next?.text === old.text) return [];
		return [here.find(({ id }) => id === old.id)?.visibility ?? 'restricted'];
	});
}

function narrowest(all: Visibility[]): Visibility {
	return (['restricted', 'members'] as const).find((one) => all.includes(one)) ?? 'public';
}

function mergeList<P extends Passage>(
	was: P[],
	here: P[],
	now: P[],
	{ partners, readers }: { partners: Partners; readers: Visibility }
): { list: P[]; kept: KeptPassage[] } {
	const kept: KeptPassage[] = [];
	/** What each passage of the draft became. */
	const became = new Map<P, P>();
	const find = (list: P[], id: string) => list.find((one) => one.id === id);
	const own = here.filter(({ id }) => !find(was, id));
	const list = now.flatMap((next, place): P[] => {
		const old = was[partners[place] ?? -1];
		// The draft says it already, in words of its own.
		if (!old)
			return own.some(({ text }) => text === next.text) ? [] : [{ ...next, visibility: readers }];
		const mine = find(here, old.id);
		const isSame = next.text === old.text || next.text === mine?.text;
		if (mine?.text !== old.text && !isSame)
			kept.push({ here: mine?.text ?? null, notes: next.text });
		if (!mine) return [];
		const { visibility } = mine;
		const one = mine.text === old.text ? { ...next, visibility } : { ...mine, id: next.id };
		became.set(mine, one);
		return [one];
	});
	for (const [place, mine] of here.entries()) {
		const old = find(was, mine.id);
		if (became.has(mine) || (old && old.text === mine.text)) continue;
		if (old) kept.push({ here: mine.text, notes: null });
		// No passage of the notes any more: it must not be taken for the one that is numbered like it.
		const id = /^[bl]\d+$/.test(mine.id) ? crypto.randomUUID() : mine.id;
		const one = { ...mine, id, added: true };
		const before = here.slice(0, place).findLast((other) => became.has(other));
		const end = old ? 0 : list.length;
		list.splice(before ? list.indexOf(became.get(before)!) + 1 : end, 0, one);
		became.set(mine, one);
	}
	return { list: list.map((one, n) => ({ ...one, n })), kept };
}
