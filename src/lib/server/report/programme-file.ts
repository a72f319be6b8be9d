import { createHash } from 'node:crypto';
import type { Db } from '../platform/db.ts';
import { writePdf } from './pdf.ts';
import { PDF_TEMPLATE } from './pdf-template.ts';
import {
	findProgrammeFile,
	insertProgrammeFile,
	type ProgrammeFile
} from './programme-file.rows.ts';

/** What is being made in this process, so that all who ask meanwhile wait for the same. */
const making = new Map<string, Promise<Buffer>>();

/**
 * The printed programme, made once for all that is in it: whoever reads the same words gets the same
 * file, and whatever changes in them, also without a new version, makes another.
 * @throws {AppError} `pdf_missing` (503)
 */
export async function keepProgramme(
	db: Db,
	of: Omit<ProgrammeFile, 'hash'>,
	print: Parameters<typeof writePdf>
): Promise<Buffer> {
	const hash = createHash('sha256')
		.update(JSON.stringify([PDF_TEMPLATE, ...print]))
		.digest('hex');
	const key = `${of.meetingId}/${hash}`;
	const others = making.get(key);
	if (others) return others;
	const own = make(db, { ...of, hash }, print).finally(() => making.delete(key));
	making.set(key, own);
	return own;
}

async function make(
	db: Db,
	file: ProgrammeFile,
	print: Parameters<typeof writePdf>
): Promise<Buffer> {
	const kept = await findProgrammeFile(db, file);
	if (kept) return kept;
	const bytes = await writePdf(...print);
	await insertProgrammeFile(db, file, bytes);
	return bytes;
}
