import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

/** The data folder of the embedded default: database, media, mail, logs. */
export function dataFolder(): string {
	return resolve(root, process.env.EMVOD_DATA ?? '.emvod');
}
