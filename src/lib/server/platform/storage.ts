import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteRange } from './byte-range.ts';
import { getConfig } from './config.ts';

/** No folder, no hidden file, no way up. Uploads get generated names; the demo's films keep theirs. */
const NAME = /^[a-z0-9][a-z0-9-]{0,99}(?:\.[a-z0-9]{1,10}){1,3}$/;
const EXTENSION = /^[a-z0-9]{2,4}$/;
const CHUNK = 64 * 1024;

export interface Media {
	size: number;
	modified: Date;
	etag: string;
	/** The bytes, read only as fast as they are taken; the file is closed at the end and on abort. */
	stream(range?: ByteRange): ReadableStream<Uint8Array>;
}

function folder(): string {
	return resolve(getConfig().EMVOD_DATA, 'media');
}

/**
 * Keeps a file in the media folder under a generated name; it appears there only when complete.
 * @returns the name to store, and the size in bytes
 */
export async function saveMedia(
	source: Readable | Uint8Array,
	extension: string
): Promise<{ name: string; bytes: number }> {
	if (!EXTENSION.test(extension)) throw new Error(`"${extension}" cannot end a media file's name`);
	await mkdir(folder(), { recursive: true });
	const name = `${randomUUID()}.${extension}`;
	const path = join(folder(), name);
	const partial = `${path}.part`;
	try {
		const chunks = source instanceof Readable ? source : Readable.from([source]);
		await pipeline(chunks, createWriteStream(partial, { flags: 'wx', flush: true }));
		await rename(partial, path);
	} catch (fault) {
		await rm(partial, { force: true });
		throw fault;
	}
	return { name, bytes: (await stat(path)).size };
}

/** Removes a media file; one that is gone already is no error. */
export async function removeMedia(name: string): Promise<void> {
	if (NAME.test(name)) await rm(join(folder(), name), { force: true });
}

function readChunks(path: string, { start, end }: ByteRange): ReadableStream<Uint8Array> {
	let position = start;
	let handle: Awaited<ReturnType<typeof open>> | undefined;
	const close = async () => {
		const closing = handle;
		handle = undefined;
		await closing?.close();
	};
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				try {
					handle ??= await open(path, 'r');
					const chunk = new Uint8Array(Math.min(CHUNK, end - position + 1));
					const { bytesRead } = await handle.read(chunk, 0, chunk.length, position);
					if (bytesRead === 0) throw new Error('The file is shorter than it was');
					position += bytesRead;
					controller.enqueue(chunk.subarray(0, bytesRead));
					if (position <= end) return;
					await close();
					controller.close();
				} catch (fault) {
					await close();
					controller.error(fault);
				}
			},
			cancel: close
		},
		{ highWaterMark: 0 }
	);
}

/** Finds a media file by its stored name; `null` when it is not on the disk or no name of ours. */
export async function openMedia(name: string): Promise<Media | null> {
	if (!NAME.test(name)) return null;
	const path = join(folder(), name);
	const found = await stat(path).catch(() => null);
	if (!found?.isFile()) return null;
	return {
		size: found.size,
		modified: found.mtime,
		etag: `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`,
		stream: (range) => readChunks(path, range ?? { start: 0, end: found.size - 1 })
	};
}
