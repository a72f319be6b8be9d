import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '#lib/model/actor.ts';
import { LOCALES } from '#lib/model/localised.ts';
import type { ReportContent } from '#lib/model/report.ts';
import type { Translation } from '#lib/model/report-translation.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { getReportToPublish } from './access.ts';
import type { ReportHead } from './report.rows.ts';
import { listTexts, type ReportText } from './texts.ts';
import { copyTexts, findTranslation, listTranslated, saveTexts } from './translation.rows.ts';
import { readVersion } from './version.rows.ts';

export interface TranslationEntry extends ReportText {
	translated: string;
	/** The original reads differently from the version that was translated. */
	changed: boolean;
}

/** The languages in which everybody can read a report besides its own. */
export async function listTranslations(
	db: Db,
	head: Pick<ReportHead, 'id' | 'version'>
): Promise<Translation[]> {
	const rows = await listTranslated(db, head.id, 'everybody');
	return rows.map((row) => describe(row, head.version));
}

export function describe(
	{ language, version }: { language: string; version: number },
	current: number
): Translation {
	return { language, version, state: version === current ? 'translated' : 'needs-update' };
}

/**
 * The current version beside its translation, text by text; what an earlier version's translation
 * has is taken over, and marked where the original changed. Only what everybody may read is there.
 * @throws {AppError} `not_found`, `report_state` (409) before the first publication,
 * `report_translation_language` (422)
 */
export async function readTranslationToEdit(
	db: Db,
	actor: Actor | null,
	slug: string,
	language: string
) {
	const head = await getTranslatable(db, actor, slug, language);
	const [current, row, languages] = await Promise.all([
		readVersion(db, head.id, head.version, ['public']),
		findTranslation(db, head.id, language, {}),
		listTranslated(db, head.id, 'secretariat')
	]);
	const content = current!.open;
	const before = new Map<string, string>();
	if (row && row.version !== head.version) {
		const old = await readVersion(db, head.id, row.version, ['public']);
		for (const { key, text } of listTexts(old!.open)) before.set(key, text);
	}
	const entries = listTexts(content).map((entry): TranslationEntry => {
		const translated = row?.texts[entry.key] ?? '';
		const changed = row !== undefined && before.size > 0 && before.get(entry.key) !== entry.text;
		return { ...entry, translated, changed };
	});
	return {
		slug: head.slug,
		title: content.title,
		original: content.language,
		language,
		version: head.version,
		seq: row?.version === head.version ? row.seq : 0,
		state: row?.complete ? describe({ ...row, language }, head.version).state : null,
		entries,
		languages: LOCALES.filter((one) => one !== content.language).map((one) => {
			const found = languages.find((other) => other.language === one);
			return {
				language: one,
				state: found?.complete ? describe(found, head.version).state : null
			};
		})
	};
}

/**
 * Stores the translation of one version. It is given out once every text of that version has one.
 * @throws {AppError} as `readTranslationToEdit`; `report_changed` (409)
 */
export async function saveTranslation(
	db: Db,
	actor: Actor,
	slug: string,
	language: string,
	input: { version: number; seq: number; fields: Record<string, string> }
): Promise<void> {
	const head = await getTranslatable(db, actor, slug, language);
	const version = await readVersion(db, head.id, input.version, ['public']);
	if (!version) throw notFound();
	const keys = listTexts(version.open).map(({ key }) => key);
	const given = keys.flatMap((key): Array<[string, string]> => {
		const text = input.fields[key]?.replaceAll('\r\n', '\n').trim();
		return text ? [[key, text]] : [];
	});
	const texts = Object.fromEntries(given);
	const complete = given.length === keys.length;
	const row = { reportId: head.id, version: input.version, language, texts, complete };
	if (await saveTexts(db, { ...row, actorId: actor.personId }, input.seq)) return;
	throw new AppError('report_changed', 409, 'Somebody else saved this translation meanwhile.');
}

/**
 * Takes the translations of the version before over into one whose translated texts are the same: it
 * was given back unchanged, or corrected where nothing is translated.
 */
export async function keepTranslations(
	trx: Trx,
	reportId: string,
	version: number,
	before: ReportContent,
	now: ReportContent
): Promise<void> {
	const read = (content: ReportContent) => listTexts(content).map(({ key, text }) => [key, text]);
	if (isDeepStrictEqual(read(before), read(now)))
		await copyTexts(trx, reportId, { from: version - 1, to: version });
}

async function getTranslatable(
	db: Db,
	actor: Actor | null,
	slug: string,
	language: string
): Promise<ReportHead> {
	const head = await getReportToPublish(db, actor, slug);
	if (head.version === 0 || head.state === 'withdrawn')
		throw new AppError('report_state', 409, 'Only a published report is translated.');
	if (language === head.language || !(LOCALES as readonly string[]).includes(language))
		throw new AppError('report_translation_language', 422, 'Choose another language.');
	return head;
}
