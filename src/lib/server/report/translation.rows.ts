import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';
import type { FileFormat } from './version.rows.ts';

/** Per language the newest version it was translated in, without the texts. */
export function listTranslated(db: Db, reportId: string, readers: 'everybody' | 'secretariat') {
	return db
		.selectFrom('reportTranslation')
		.distinctOn('language')
		.where('reportId', '=', reportId)
		.$if(readers === 'everybody', (query) => query.where('complete', '=', true))
		.orderBy('language')
		.orderBy('version', 'desc')
		.select(['language', 'version', 'complete'])
		.execute();
}

/** The translation of version `n`, or of the newest version up to `upTo` that has one. */
export function findTranslation(
	db: Db,
	reportId: string,
	language: string,
	which: { n?: number; complete?: boolean }
) {
	return db
		.selectFrom('reportTranslation')
		.where('reportId', '=', reportId)
		.where('language', '=', language)
		.$if(which.n !== undefined, (query) => query.where('version', '=', which.n!))
		.$if(which.complete === true, (query) => query.where('complete', '=', true))
		.orderBy('version', 'desc')
		.select(['version', 'seq', 'complete', 'at', sql<Record<string, string>>`texts`.as('texts')])
		.executeTakeFirst();
}

/** Stores the texts unless somebody stored others since `seq` (0: none yet); false then. */
export async function saveTexts(
	db: Db,
	row: {
		reportId: string;
		version: number;
		language: string;
		texts: Record<string, string>;
		complete: boolean;
		actorId: string;
	},
	seq: number
): Promise<boolean> {
	const values = { ...row, texts: JSON.stringify(row.texts) };
	if (seq === 0) {
		const added = await db
			.insertInto('reportTranslation')
			.values(values)
			.onConflict((conflict) => conflict.doNothing())
			.returning('seq')
			.executeTakeFirst();
		return added !== undefined;
	}
	const changed = await db
		.updateTable('reportTranslation')
		.set({ ...values, seq: seq + 1, at: sql<Date>`now()` })
		.where('reportId', '=', row.reportId)
		.where('version', '=', row.version)
		.where('language', '=', row.language)
		.where('seq', '=', seq)
		.returning('seq')
		.executeTakeFirst();
	return changed !== undefined;
}

/**
 * Makes what was translated of one version the translation of another, with who wrote it and when;
 * nothing of a language that has one already.
 */
export async function copyTexts(
	db: Db,
	reportId: string,
	{ from, to }: Record<'from' | 'to', number>
): Promise<void> {
	await sql`INSERT INTO report_translation (report_id, version, language, texts, complete, actor_id, at)
		SELECT report_id, ${to}, language, texts, complete, actor_id, at FROM report_translation
		WHERE report_id = ${reportId} AND version = ${from} ON CONFLICT DO NOTHING`.execute(db);
}

export interface TranslationFile {
	reportId: string;
	version: number;
	language: string;
	seq: number;
	format: FileFormat;
	/** Which text of the version it was made of, '' as it was published. */
	disclosed: string;
}

export async function findTranslationFile(
	db: Db,
	{ reportId, version, language, seq, format, disclosed }: TranslationFile
): Promise<Buffer | undefined> {
	const row = await db
		.selectFrom('reportTranslationFile')
		.where('reportId', '=', reportId)
		.where('version', '=', version)
		.where('language', '=', language)
		.where('seq', '=', seq)
		.where('format', '=', format)
		.where('disclosed', '=', disclosed)
		.select('bytes')
		.executeTakeFirst();
	return row?.bytes;
}

/** Keeps a file of a translation as it now stands; those of its earlier states go. */
export async function insertTranslationFile(
	db: Db,
	file: TranslationFile,
	bytes: Buffer
): Promise<void> {
	await db
		.deleteFrom('reportTranslationFile')
		.where('reportId', '=', file.reportId)
		.where('version', '=', file.version)
		.where('language', '=', file.language)
		.where('seq', '<', file.seq)
		.execute();
	await db
		.insertInto('reportTranslationFile')
		.values({ ...file, bytes })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
