import { replaceName } from '#lib/model/name-erasure.ts';
import type { Db } from '../platform/db.ts';
import { listRefused, type RefusedName, type Source } from './refusal.rows.ts';

/** What `give` leaves of a type: everything but what says of what the words are. */
export type Given<T> = T extends Date
	? T
	: T extends Array<infer One>
		? Array<Given<One>>
		: T extends object
			? { [Key in keyof T as Exclude<Key, 'saidOf'>]: Given<T[Key]> }
			: T;

/**
 * Rows as they may be given out now, in one query for however many: in each object that says by
 * `saidOf` what its words are words of, names that people of those meetings refused give way to
 * the role, at any depth, up to an object inside that says it of itself. Organisations keep their
 * names. What is stored stays.
 */
export async function give<T>(db: Db, rows: T): Promise<Given<T>> {
	const said: Said = { sources: new Set(), leaves: new Set(), refused: new Map() };
	if (isTree(rows)) collect(rows, said);
	said.refused = Map.groupBy(await listRefused(db, [...said.sources]), ({ of }) => of);
	return giveValue(rows, [], said) as Given<T>;
}

/** What is in rows. */
interface Said {
	sources: Set<Source>;
	/** Objects that say it of themselves and hold none that does. */
	leaves: Set<object>;
	refused: Map<Source, RefusedName[]>;
}

/** The same for words of one thing that do not say so themselves. */
export async function giveWords<W extends object>(db: Db, of: Source, words: W): Promise<W> {
	return (await give(db, { ...words, saidOf: of })) as W;
}

/** Whether something in `value`, or it itself, says of what its words are. */
function collect(value: object, said: Said): boolean {
	if (isLocalised(value) || isOrganisation(value)) return false;
	let isInside = false;
	for (const one of Array.isArray(value) ? value : Object.values(value))
		if (isTree(one) && collect(one, said)) isInside = true;
	if (!isSaid(value)) return isInside;
	for (const of of listOwn(value)) said.sources.add(of);
	if (!isInside) said.leaves.add(value);
	return true;
}

function giveValue(value: unknown, names: RefusedName[], said: Said): unknown {
	if (typeof value === 'string')
		return names.reduce((text, { name, role }) => replaceName(text, name, role), value);
	if (!isTree(value) || isOrganisation(value)) return value;
	if (Array.isArray(value)) return value.map((one) => giveValue(one, names, said));
	const { saidOf: _, ...rest } = value as Partial<SaidOf> & Record<string, unknown>;
	const own = isSaid(value) ? listOwn(value).flatMap((of) => said.refused.get(of) ?? []) : names;
	// Nearly every row of a long page: nothing in it is refused, and nothing of it is anybody else's.
	if (own.length === 0 && said.leaves.has(value)) return rest;
	for (const [key, one] of Object.entries(rest))
		if (own.length || isTree(one)) rest[key] = giveValue(one, own, said);
	return rest;
}

function isTree(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !(value instanceof Date);
}

/** Of one thing, of several, or of nothing that anybody can refuse. */
interface SaidOf {
	saidOf: Source | Source[] | null;
}
const isSaid = (value: object): value is SaidOf => 'saidOf' in value;
const listOwn = ({ saidOf }: SaidOf) => (Array.isArray(saidOf) ? saidOf : saidOf ? [saidOf] : []);

/** As `organisationName` in people/organisation.rows.ts makes them. */
const isOrganisation = (value: object) => 'label' in value && 'slug' in value && 'name' in value;

/** Text in languages that says nothing of itself holds nothing but words: most of what there is to look through. */
const isLocalised = (value: object) =>
	'texts' in value && 'original' in value && !('saidOf' in value);
