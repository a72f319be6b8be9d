import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/*
 * schema.org as the package `schema-dts` writes it down: which properties a type has, and what may
 * stand there. A context that is all `@vocab` accepts every word; this accepts none that schema.org
 * does not know of that type.
 */

const file = createRequire(import.meta.url)
	.resolve('schema-dts')
	.replace(/\.js$/, '.d.ts');
const TEXT = readFileSync(file, 'utf8');

interface Kind {
	parents: string[];
	/** What may stand in each property of its own. */
	own: Map<string, string[]>;
}
const bases = new Map<string, Kind>();
for (const [, name, parents, inner] of TEXT.matchAll(
	/^(?:export )?interface (\w+) extends ([^{]+) \{([^]*?)^\}/gm
)) {
	const own = [...inner!.matchAll(/^ {4}"(\w+)"\?: SchemaValue<([^,]+),/gm)];
	bases.set(name!, {
		parents: parents!.split(',').map((one) => one.trim()),
		own: new Map(own.map(([, property, ranges]) => [property!, ranges!.split(' | ')]))
	});
}

/** All interfaces a type is made of, itself first. */
function listBases(name: string): string[] {
	return [name, ...(bases.get(name)?.parents ?? []).flatMap(listBases)];
}

function findRanges(type: string, property: string): string[] | undefined {
	for (const base of listBases(`${type}Leaf`)) {
		const ranges = bases.get(base)?.own.get(property);
		if (ranges) return ranges;
	}
	return undefined;
}

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/;
const DURATION = /^P(?!$)(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

/** What a JSON-LD object says that schema.org does not know; empty where all is known. */
export function listFaults(node: object, at = ''): string[] {
	const { '@type': type, ...rest } = node as Record<string, unknown> & { '@type'?: string };
	if (!type || !bases.has(`${type}Leaf`)) return [`${at}: no type ${type}`];
	return Object.entries(rest).flatMap(([key, value]) => {
		const place = `${at}${type}.${key}`;
		if (value === undefined) return [];
		if (key === '@context')
			return value === 'https://schema.org' && !at ? [] : [`${place}: ${value}`];
		if (key === '@id') return isAddress(value) ? [] : [`${place}: ${value} is no address`];
		const ranges = findRanges(type, key);
		if (!ranges) return [`${place}: no property of ${type}`];
		return [value].flat().flatMap((one) => listValueFaults(one, ranges, place));
	});
}

function listValueFaults(value: unknown, ranges: string[], at: string): string[] {
	const fault = [`${at}: ${JSON.stringify(value)} is none of ${ranges.join(', ')}`];
	if (value !== null && typeof value === 'object') {
		const type = (value as { '@type'?: string })['@type'] ?? '';
		const known = listBases(`${type}Leaf`).map((name) => name.replace(/(Base|Leaf)$/, ''));
		return known.some((name) => ranges.includes(name)) ? listFaults(value, `${at} › `) : fault;
	}
	if (typeof value === 'number')
		return ranges.some((one) => /Number|Integer/.test(one)) ? [] : fault;
	if (typeof value !== 'string' || value === '') return fault;
	const fits = ranges.some((range) => {
		if (range === 'Date' || range === 'DateTime')
			return DATE.test(value) && !isNaN(Date.parse(value));
		if (range === 'Duration') return DURATION.test(value);
		if (range === 'URL') return isAddress(value);
		// A value of a list that schema.org names in full.
		if (TEXT.includes(`export type ${range} = "https://schema.org/`))
			return isValueOf(range, value);
		return range === 'Text' || range === 'Language';
	});
	return fits ? [] : fault;
}

function isValueOf(list: string, value: string): boolean {
	const [, all = ''] = new RegExp(`^export type ${list} = ([^;]+);`, 'm').exec(TEXT) ?? [];
	return all.includes(`"${value}"`);
}

function isAddress(value: unknown): boolean {
	return typeof value === 'string' && /^https?:\/\/[^/\s]+/.test(value) && URL.canParse(value);
}
