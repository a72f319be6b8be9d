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
	const asked = new Map<string, Source>();
	if (isTree(rows)) collectSources(rows, asked);
	const refused = Map.groupBy(await listRefused(db, [...asked.values()]), keyOf);
	return giveValue(rows, [], refused) as Given<T>;
}

/** The same for words of one thing that do not say so themselves. */
export async function giveWords<W extends object>(db: Db, of: Source, words: W): Promise<W> {
	return (await give(db, { ...words, saidOf: of })) as W;
}

function collectSources(value: object, into: Map<string, Source>): void {
	if (isSaid(value)) for (const of of listOwn(value)) into.set(keyOf(of), of);
	for (const one of Object.values(value)) if (isTree(one)) collectSources(one, into);
}

/** Every row of a page goes through here: an object is taken over by one spread, not key by key. */
function giveValue(
	value: unknown,
	names: RefusedName[],
	refused: Map<string, RefusedName[]>
): unknown {
	if (typeof value === 'string')
		return names.reduce((text, { name, role }) => replaceName(text, name, role), value);
	if (!isTree(value) || isOrganisation(value)) return value;
	if (Array.isArray(value)) return value.map((one) => giveValue(one, names, refused));
	const { saidOf: _, ...rest } = value as Partial<SaidOf> & Record<string, unknown>;
	const own = isSaid(value) ? listOwn(value).flatMap((of) => refused.get(keyOf(of)) ?? []) : names;
	for (const [key, one] of Object.entries(rest))
		if (own.length || isTree(one)) rest[key] = giveValue(one, own, refused);
	return rest;
}

const keyOf = ({ kind, id }: Source) => `${kind}/${id}`;

function isTree(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !(value instanceof Date);
}

/** Of one thing, of several, or of nothing that anybody can refuse. */
interface SaidOf {
	saidOf: Source | Source[] | null;
}
const isSaid = (value: object): value is SaidOf => 'saidOf' in value;
const listOwn = ({ saidOf }: SaidOf) => (saidOf ? [saidOf].flat() : []);

/** As `organisationName` in people/organisation.rows.ts makes them. */
const isOrganisation = (value: object) => 'slug' in value && 'name' in value && 'label' in value;
