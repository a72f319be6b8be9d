import type { Actor } from '#lib/model/actor.ts';
import type { ReportContent } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { describeReport, type Imprint } from './document.ts';
import { writeDocx } from './docx.ts';
import { writeMarkdown } from './markdown.ts';
import { writePdf } from './pdf.ts';
import { readReport } from './report.ts';
import { findFile, insertFile, readVersion, type FileFormat } from './version.rows.ts';

const FORMATS: FileFormat[] = ['pdf', 'docx', 'md'];

/**
 * Makes the files of a version from its public text and keeps them. Where this machine cannot make a
 * format, the report is published without it and the file is made when it is first asked for.
 */
export async function keepFiles(
	db: Db,
	reportId: string,
	open: ReportContent,
	imprint: Imprint
): Promise<void> {
	for (const format of FORMATS) {
		try {
			await insertFile(
				db,
				reportId,
				imprint.version,
				format,
				await writeFile(format, open, imprint)
			);
		} catch (fault) {
			if (!(fault instanceof AppError)) throw fault;
		}
	}
}

/**
 * The kept file of the current version, or of version `n`; made from the public text if there is
 * none yet, as for an imported report.
 * @throws {AppError} as `readReport`; `pdf_missing` (503)
 */
export async function readFile(
	db: Db,
	actor: Actor | null,
	slug: string,
	format: FileFormat,
	origin: string,
	n?: number
): Promise<{ bytes: Buffer; version: number }> {
	const view = await readReport(db, actor, slug, n);
	const kept = await findFile(db, view.id, view.version, format);
	if (kept) return { bytes: kept, version: view.version };
	const found = await readVersion(db, view.id, view.version, ['public']);
	const bytes = await writeFile(format, found!.open, {
		slug: view.slug,
		version: view.version,
		state: view.state,
		at: view.at,
		address: `${origin}/reports/${view.slug}/v${view.version}`,
		origin
	});
	await insertFile(db, view.id, view.version, format, bytes);
	return { bytes, version: view.version };
}

async function writeFile(
	format: FileFormat,
	open: ReportContent,
	imprint: Imprint
): Promise<Buffer> {
	const parts = describeReport(open, imprint);
	if (format === 'pdf') return writePdf(parts, open, imprint);
	if (format === 'docx') return writeDocx(parts, open, imprint);
	return Buffer.from(writeMarkdown(parts), 'utf8');
}
