import { sql } from 'kysely';
import type { Db } from '#lib/server/platform/db.ts';
import { isTiedToMeeting, listColumns, nameColumn, type Column } from './columns.ts';
import { findOwner } from './owner.ts';

/** A word that stands in every text, and leads the search to all of them. */
export const COMMON = 'quokkaword';
/** How one name may be written: accents, capitals and spaces aside it is the same. */
const WAYS = [
	'Zéphyrine Quokkatestova',
	'ZEPHYRINE  QUOKKATESTOVA',
	'zephyrine\u00a0quokkatestova',
	'Ze\u0301phyrine Quokkatestova'
];
export const NAME = WAYS[0]!;
const MARKED = 'Zéphyrine <strong>Quokka</strong>testova';

/** Keys of JSON values whose texts are no words: dates, codes, addresses. */
const SIGNS = new Set(
	`access actorId at by closedAt closesAt country date deadline due ends file format from half href id isReadable kind lang
	language list map mode of op openedAt organisationId original outcome personId publicId queue sector slug starts state
	status subtitles timezone to type url visibility`.split(/\s+/)
);

/** Where the word of a tag was planted: the column, and the slug of the meeting of the row. */
export interface Place {
	column: string;
	isTied: boolean;
	of: string;
}

/** Of a row that belongs to no single meeting, and to a film for members. */
export const NOWHERE = '';
export const MEMBERS_FILM = 'a film for members';

/**
 * Plants the name and a word of its own into every text of every row: `q3m1x` is column 3 of
 * something of meeting 1. Words tied to no meeting get the word without the name.
 * @returns the place of each word, and columns in which nothing could be planted
 */
export async function plantEverywhere(
	db: Db
): Promise<{ planted: Map<string, Place>; bare: string[] }> {
	const { rows } = await sql<{ slug: string }>`SELECT slug FROM meeting ORDER BY id`.execute(db);
	const places = [NOWHERE, ...rows.map(({ slug }) => slug), MEMBERS_FILM];
	const planted = new Map<string, Place>();
	const bare: string[] = [];
	const columns = await listColumns(db);
	await thaw(db);
	for (const [n, column] of columns.entries()) {
		const grown = (await listRows(db, column)).flatMap(({ ctid, of, value: before }) => {
			const tag = `q${n}m${places.indexOf(of)}x`;
			const value = plant(column, before, tag, n);
			return value === undefined ? [] : [{ ctid, of, tag, value }];
		});
		if (!grown.length) bare.push(nameColumn(column));
		const isTied = isTiedToMeeting(column);
		for (const { tag, of } of grown) planted.set(tag, { column: nameColumn(column), isTied, of });
		await store(db, column, grown);
	}
	// What was made of words before is made of these.
	await sql`TRUNCATE report_file, report_translation_file, programme_file`.execute(db);
	return { planted, bare };
}

/** What the database never lets be changed may have said anything from the first. */
async function thaw(db: Db): Promise<void> {
	const { rows } = await sql<{
		table: string;
		name: string;
	}>`SELECT tgrelid::regclass::text AS table, tgname AS name
		FROM pg_trigger WHERE tgname LIKE '%_frozen'`.execute(db);
	for (const { table, name } of rows)
		await sql`ALTER TABLE ${sql.table(table)} DISABLE TRIGGER ${sql.ref(name)}`.execute(db);
}

interface Row {
	ctid: string;
	value: unknown;
	of: string;
}

async function listRows(db: Db, { table, column }: Column): Promise<Row[]> {
	const { rows } =
		await sql<Row>`SELECT thing.ctid::text AS ctid, thing.${sql.ref(column)} AS value,
		coalesce(${await findOwner(db, table, 'meeting', 'slug')}, CASE WHEN
			${await findOwner(db, table, 'film', 'visibility')} = 'members' THEN ${MEMBERS_FILM} END, ${NOWHERE}) AS of FROM ${sql.table(table)} thing`.execute(
			db
		);
	return rows;
}

async function store(
	db: Db,
	{ table, column, type }: Column,
	grown: Array<{ ctid: string; value: unknown }>
) {
	const values = JSON.stringify(grown);
	const cast = {
		text: sql`grown.value #>> '{}'`,
		jsonb: sql`grown.value`,
		'text[]': sql`ARRAY(SELECT jsonb_array_elements_text(grown.value))`
	}[type];
	await sql`UPDATE ${sql.table(table)} thing SET ${sql.ref(column)} = ${cast}
		FROM jsonb_to_recordset(${values}::jsonb) AS grown(ctid text, value jsonb)
		WHERE thing.ctid = grown.ctid::tid`.execute(db);
}

/** The value to store; undefined where there is nothing to plant into. */
function plant(column: Column, value: unknown, tag: string, n: number): unknown {
	const words = `${COMMON} ${tag}`;
	const name = isTiedToMeeting(column) ? `${WAYS[n % WAYS.length]} ` : '';
	const marked = isTiedToMeeting(column) ? `${MARKED} ` : '';
	if (column.type === 'text') {
		if (value === null && !column.nullable) return undefined;
		return [value, name + words].filter(Boolean).join(' ');
	}
	if (column.type === 'text[]')
		return [...((value as string[] | null) ?? []), 'one'].map((one) => `${one} ${name}${words}`);
	const filled =
		column.column === 'provenance' ? { src: ['somebody'], ...(value as object) } : value;
	const grown = grow(filled, `${name}${words}`, `${marked}${words}`);
	return grown === value ? undefined : grown;
}

function grow(value: unknown, words: string, marked: string, key = ''): unknown {
	if (typeof value === 'string') {
		if (SIGNS.has(key)) return value;
		return key === 'html' ? `${value}<p>${marked}</p>` : `${value} ${words}`;
	}
	if (Array.isArray(value)) {
		const grown = value.map((one: unknown) => grow(one, words, marked, key));
		return grown.some((one, at) => one !== value[at]) ? grown : value;
	}
	if (value === null || typeof value !== 'object') return value;
	const entries = Object.entries(value).map(
		([name, one]) => [name, grow(one, words, marked, name), one] as const
	);
	return entries.some(([, now, before]) => now !== before) ? Object.fromEntries(entries) : value;
}
