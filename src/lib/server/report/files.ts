import type { Actor } from '#lib/model/actor.ts';
import type { ReportContent } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { readPictures } from './annex-file.ts';
import { fingerprint } from './disclosure.ts';
import { describeReport, type Imprint } from './document.ts';
import { writeDocx } from './docx.ts';
import { writeMarkdown } from './markdown.ts';
import { writePdf } from './pdf.ts';
import { readReport, type ReportView } from './report.ts';
import { findTranslationFile, insertTranslationFile } from './translation.rows.ts';
import { findFile, insertFile, readVersion, type FileFormat } from './version.rows.ts';

const FORMATS: FileFormat[] = ['pdf', 'docx', 'md'];

/**
 * Makes the files of a version from its public text and keeps them. Where this machine cannot make a
 * format, the report is published without it and the file is made when it is first asked for.
 */
export async function keepFiles(db: Db, reportId: string, imprint: Imprint): Promise<void> {
	const { version } = imprint;
	const { open, isListPublic } = (await readVersion(db, reportId, version, ['public']))!;
	const disclosed = fingerprint(open, open, isListPublic);
	for (const format of FORMATS) {
		try {
			const bytes = await writeFile(db, format, open, imprint);
			await insertFile(db, { reportId, version, format, disclosed }, bytes);
		} catch (fault) {
			if (!(fault instanceof AppError)) throw fault;
		}
	}
}

export interface FileRequest {
	slug: string;
	format: FileFormat;
	/** Before the addresses inside. */
	origin: string;
	/** A version; the current one when left out. */
	n?: number | undefined;
	/** Of a translation. */
	language?: string | null;
}

/**
 * The kept file of a version or of its translation; made from the public text if there is none yet,
 * as for an imported report, or if that text has become less since.
 * @throws {AppError} as `readReport`; `pdf_missing` (503)
 */
export async function readFile(
	db: Db,
	actor: Actor | null,
	{ slug, format, origin, n, language }: FileRequest
): Promise<{ bytes: Buffer; version: number; language: string | null }> {
	const view = await readReport(db, actor, slug, n, language);
	const { version, translation, disclosed, open } = view;
	const imprint = describeImprint(view, origin);
	if (translation) {
		const { language, seq } = translation;
		const place = { reportId: view.id, version, language, seq, format, disclosed };
		const kept = await findTranslationFile(db, place);
		const bytes = kept ?? (await writeFile(db, format, open, imprint));
		if (!kept) await insertTranslationFile(db, place, bytes);
		return { bytes, version, language };
	}
	const place = { reportId: view.id, version, format, disclosed };
	const kept = await findFile(db, place);
	if (kept) return { bytes: kept, version, language: null };
	const found = await readVersion(db, view.id, version, []);
	const bytes = await writeFile(db, format, open, { ...imprint, state: found!.state });
	await insertFile(db, place, bytes);
	return { bytes, version, language: null };
}

function describeImprint(view: ReportView, origin: string): Imprint {
	const query = view.translation ? `?language=${view.translation.language}` : '';
	return {
		slug: view.slug,
		version: view.version,
		state: view.state,
		at: view.at,
		address: `${origin}/reports/${view.slug}/v${view.version}${query}`,
		origin,
		...(view.translation ? { original: view.original } : {})
	};
}

async function writeFile(
	db: Db,
	format: FileFormat,
	open: ReportContent,
	imprint: Imprint
): Promise<Buffer> {
	const pictures =
		format === 'md' ? new Map<string, never>() : await readPictures(db, open.annexes);
	const parts = describeReport(open, imprint);
	if (format === 'pdf') return writePdf(parts, open, imprint, pictures);
	if (format === 'docx') return writeDocx(parts, open, imprint, pictures);
	return Buffer.from(writeMarkdown(parts), 'utf8');
}
