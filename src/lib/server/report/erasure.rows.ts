import { sql } from 'kysely';
import type { Db, Trx } from '../platform/db.ts';
import type { Erased, ErasedAnnexes } from './erasure.ts';
import { holdsWord, mayHold } from './name-sieve.rows.ts';

/** Opens published versions for this transaction; a trigger refuses every other change. */
export async function permitErasure(trx: Trx): Promise<void> {
	await sql`SELECT set_config('emvod.erasure', 'on', true)`.execute(trx);
}

/** What else a person was called, and was known by before merging, so that texts may still say it. */
export async function findFormer(db: Db, id: string): Promise<{ names: string[]; ids: string[] }> {
	const { rows } = await sql<{ names: string[]; ids: string[] }>`
		SELECT former_names AS names, ARRAY(SELECT former_id FROM person_merge WHERE person_id = p.id) AS ids
		FROM person p WHERE id = ${id}`.execute(db);
	return rows[0] ?? { names: [], ids: [] };
}

export interface ErasedVersion {
	reportId: string;
	slug: string;
	version: number;
	state: string;
	at: Date;
	content: unknown;
	restricted: unknown;
	reason: unknown;
}

/** Versions in which a name may stand, or the person is known by id; oldest first. */
export async function listVersionsHolding(
	trx: Trx,
	personId: string,
	names: string[]
): Promise<ErasedVersion[]> {
	const text = sql`concat(v.content::text, v.restricted::text, v.reason::text)`;
	const { rows } = await sql<ErasedVersion>`
		SELECT v.report_id AS "reportId", r.slug, v.version, v.state, v.at, v.content, v.restricted, v.reason
		FROM report_version v JOIN report r ON r.id = v.report_id
		WHERE ${text} LIKE ${`%${personId}%`} OR ${mayHold(text, names)}
		ORDER BY v.report_id, v.version FOR UPDATE OF v`.execute(trx);
	return rows;
}

export async function updateVersion(trx: Trx, row: ErasedVersion): Promise<void> {
	await trx
		.updateTable('reportVersion')
		.set({
			content: JSON.stringify(row.content),
			restricted: JSON.stringify(row.restricted),
			reason: row.reason === null ? null : JSON.stringify(row.reason)
		})
		.where('reportId', '=', row.reportId)
		.where('version', '=', row.version)
		.execute();
}

/** Deletes the files of a version; those of its translations are made again when asked for. */
export async function deleteFilesOf(trx: Trx, reportId: string, version: number): Promise<number> {
	await trx
		.deleteFrom('reportTranslationFile')
		.where('reportId', '=', reportId)
		.where('version', '=', version)
		.execute();
	const { numDeletedRows } = await trx
		.deleteFrom('reportFile')
		.where('reportId', '=', reportId)
		.where('version', '=', version)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

/** Tables that hold no words of people, that are derived from others, or that are changed apart. */
const APART = [
	'person',
	'account',
	'session',
	'throttle',
	'former_slug',
	'place_name',
	'search_entry',
	'search_word',
	'report_version',
	'report_file',
	'erasure'
];
/** Columns by which rows are addressed. */
const ADDRESSES = ['slug', 'import_key', 'room_name', 'token_hash', 'file', 'poster'];

interface Column {
	table: string;
	column: string;
	type: 'text' | 'jsonb' | 'text[]';
	/** Columns of the primary key. */
	key: string[];
}

/** Every column in which a name may have been written, also those of tables to come. */
async function listColumns(trx: Trx): Promise<Column[]> {
	const { rows } = await sql<Column>`
		SELECT t.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type,
			ARRAY(SELECT k.attname::text FROM pg_index i JOIN pg_attribute k
				ON k.attrelid = t.oid AND k.attnum = ANY (i.indkey) WHERE i.indrelid = t.oid AND i.indisprimary) AS key
		FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND a.attgenerated = ''
			AND t.relname NOT LIKE 'kysely%' AND t.relname <> ALL (${APART}::text[])
			AND format_type(a.atttypid, NULL) IN ('text', 'jsonb', 'text[]')
			AND a.attname <> ALL (${ADDRESSES}::text[])
		ORDER BY t.relname, a.attnum`.execute(trx.withoutPlugins());
	return rows.filter(({ key, column }) => key.length > 0 && !key.includes(column));
}

export interface ErasableText extends Column {
	/** The values of the primary key. */
	row: Record<string, unknown>;
	value: unknown;
}

/** Every text outside of versions and notes in which one of the names may stand. */
export async function listTexts(trx: Trx, names: string[]): Promise<ErasableText[]> {
	const found: ErasableText[] = [];
	for (const place of await listColumns(trx)) {
		const own = sql.ref(`${place.table}.${place.column}`);
		const { rows } = await sql<{ row: Record<string, unknown>; value: unknown }>`
			SELECT ${identify(place)} AS row, ${own} AS value FROM ${sql.table(place.table)}
			WHERE ${mayHold(sql`${own}::text`, names)}`.execute(trx.withoutPlugins());
		found.push(...rows.map((one) => ({ ...place, ...one })));
	}
	return found;
}

/**
 * Writes a text without the name. An open form of a draft then knows that it is not the latest, and
 * the files of a translation are made again when asked for.
 */
export async function storeText(trx: Trx, text: ErasableText, value: unknown): Promise<void> {
	const stored = text.type === 'jsonb' ? JSON.stringify(value) : value;
	const seq = text.table === 'report' ? sql`, draft_seq = draft_seq + 1` : sql``;
	await sql`UPDATE ${sql.table(text.table)} SET ${sql.id(text.column)} = ${stored}::${sql.raw(text.type)}${seq}
		WHERE ${identify(text)} = ${JSON.stringify(text.row)}::jsonb`.execute(trx.withoutPlugins());
	if (text.table === 'report_translation')
		await sql`DELETE FROM report_translation_file f WHERE jsonb_build_object(
			'report_id', f.report_id, 'version', f.version, 'language', f.language)
			= ${JSON.stringify(text.row)}::jsonb`.execute(trx);
}

/** The addresses a person signs in with, taken out of what is kept of mails to organisations. */
export async function forgetAddress(trx: Trx, id: string): Promise<string[]> {
	const accounts = await trx
		.selectFrom('account')
		.where('personId', '=', id)
		.select('email')
		.execute();
	const addresses = accounts.map(({ email }) => email);
	if (addresses.length)
		await trx
			.updateTable('inviteeMail')
			.set({ email: null })
			.where(sql<string>`lower(email)`, 'in', addresses)
			.execute();
	return addresses;
}

/** Forgets what is known of a person; the row stays, so that seats and roles stay as they were. */
export async function clearPerson(trx: Trx, id: string, role: string): Promise<void> {
	await trx.deleteFrom('account').where('personId', '=', id).execute();
	await trx.deleteFrom('session').where('personId', '=', id).execute();
	await trx.deleteFrom('nameBasis').where('personId', '=', id).execute();
	await trx.deleteFrom('dossierMember').where('personId', '=', id).execute();
	await trx
		.updateTable('personMerge')
		.set({ stood: '{}', importKey: null })
		.where('personId', '=', id)
		.execute();
	await trx
		.updateTable('person')
		.set({
			name: null,
			roleLabel: role,
			languages: [],
			publishName: false,
			publicOffice: false,
			provenance: '{}',
			formerNames: [],
			erasedAt: sql<Date>`now()`
		})
		.where('id', '=', id)
		.execute();
}

/** Forgets the words of a name, however written, that nothing holds any more: searching knows them no longer. */
export async function forgetWords(trx: Trx, names: string[]): Promise<void> {
	await sql`DELETE FROM search_word w
		WHERE (w.word IN (SELECT unnest(search_words(plain(name))) FROM unnest(${names}::text[]) name)
			OR ${holdsWord(sql`w.word`, names)})
			AND NOT EXISTS (SELECT FROM search_entry e
				WHERE e.body LIKE '%' || w.word || '%' AND w.word = ANY (search_words(e.body)))`.execute(trx);
}

export async function insertErasure(
	trx: Trx,
	row: { actorId: string; personId: string; places: Erased & { annexes?: ErasedAnnexes } }
): Promise<string> {
	const { id } = await trx
		.insertInto('erasure')
		.values({ ...row, places: JSON.stringify(row.places) })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

function identify({ table, key }: Pick<Column, 'table' | 'key'>) {
	return sql`jsonb_build_object(${sql.join(
		key.flatMap((name) => [sql.lit(name), sql.ref(`${table}.${name}`)])
	)})`;
}
