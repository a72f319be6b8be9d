import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ExtraFile } from '#lib/model/import/accounts.ts';
import { RecordFile } from '#lib/model/import/file.ts';
import { root } from '../paths.ts';

export const demoFolder = join(root, 'demo');

export interface Demo {
	file: RecordFile;
	extra: ExtraFile;
}

export async function readDemo(): Promise<Demo> {
	const read = async (name: string): Promise<unknown> =>
		JSON.parse(await readFile(join(demoFolder, name), 'utf8'));
	return {
		file: v.parse(RecordFile, await read('bretagne.json')),
		extra: v.parse(ExtraFile, await read('extra.json'))
	};
}

/** Copies films and posters into the media folder; a file of the right size stays as it is. */
export async function copyMedia(file: RecordFile, mediaDir: string): Promise<void> {
	await mkdir(mediaDir, { recursive: true });
	const names = file.videos.flatMap(({ media }) => (media.poster ? [media.file, media.poster] : [media.file]));
	for (const name of names) {
		const source = join(demoFolder, name);
		const target = join(mediaDir, name);
		const present = await stat(target).catch(() => undefined);
		if (present?.size !== (await stat(source)).size) await copyFile(source, target);
	}
}
