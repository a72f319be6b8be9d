import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';
import {
	DOCUMENTS,
	LARGEST_ANNEX,
	LARGEST_PICTURE,
	PICTURES,
	isPicture
} from '#lib/model/report-annex.ts';
import type { Annex } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { openMedia } from '../platform/storage.ts';
import { listAnnexFiles } from './annex.rows.ts';

export interface Inspected {
	type: string;
	extension: string;
	/** Pixels of a picture. */
	width: number | null;
	height: number | null;
}

/**
 * What a file is by its own bytes, whatever it is called; its size is asked first.
 * @throws {AppError} `annex_size`, `annex_pixels` (413), `annex_type` (415)
 */
export async function inspectFile(bytes: Uint8Array): Promise<Inspected> {
	if (bytes.length === 0 || bytes.length > LARGEST_ANNEX)
		throw new AppError('annex_size', 413, 'An annex has at most 4 MB.').about('annex-file');
	const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
	const type = found?.mime as keyof typeof PICTURES & keyof typeof DOCUMENTS;
	const extension = PICTURES[type] ?? DOCUMENTS[type];
	if (!extension) throw refuseType();
	if (!isPicture({ type })) return { type, extension, width: null, height: null };
	const { width, height } = measure(bytes);
	// Few bytes may unfold to gigabytes: what is too large is refused before anything decodes it.
	if (width * height > LARGEST_PICTURE)
		throw new AppError('annex_pixels', 413, 'A picture has at most 40 million pixels.').about(
			'annex-file'
		);
	return { type, extension, width, height };
}

/** Width and height in pixels, as the head of the file says. */
function measure(bytes: Uint8Array): { width: number; height: number } {
	try {
		const { width, height } = imageSize(bytes);
		if (width > 0 && height > 0) return { width, height };
	} catch {
		// What has no readable head is no picture.
	}
	throw refuseType();
}

export function refuseType(): AppError {
	return new AppError(
		'annex_type',
		415,
		'This file is neither a picture nor a document we take.'
	).about('annex-file');
}

export interface Picture {
	bytes: Buffer;
	type: string;
	width: number;
	height: number;
}

/** The size at which a picture stands within these bounds: never larger than it is. */
export function fitPicture(
	{ width, height }: { width: number; height: number },
	widest: number,
	highest: number
): { width: number; height: number } {
	const scale = Math.min(1, widest / width, highest / height);
	return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** The pictures among these annexes, by id; one whose file is gone is left out. */
export async function readPictures(db: Db, annexes: Annex[]): Promise<Map<string, Picture>> {
	const ids = annexes.filter(({ file }) => isPicture(file)).map(({ id }) => id);
	const pictures = new Map<string, Picture>();
	if (ids.length === 0) return pictures;
	for (const { id, file, type, width, height } of await listAnnexFiles(db, ids)) {
		const media = await openMedia(file);
		if (!media || !width || !height) continue;
		const bytes = Buffer.from(await new Response(media.stream()).arrayBuffer());
		pictures.set(id, { bytes, type, width, height });
	}
	return pictures;
}
