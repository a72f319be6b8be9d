import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Refusal } from './progress.ts';

export interface Table {
	schema: string;
	name: string;
	columns: Array<{ name: string; type: string }>;
	rows: number;
}

/** The table of contents of a backup; the rows themselves are in `tables/SCHEMA.NAME.jsonl`. */
export interface Manifest {
	format: 1;
	madeAt: string;
	/** The last migration that had run. */
	migration: string;
	/** Version of the job queue's tables, when there were any. */
	jobs?: number;
	tables: Table[];
	sequences: Array<{ name: string; last: string }>;
}

export async function tar(...args: string[]): Promise<void> {
	try {
		await promisify(execFile)('tar', args);
	} catch (error) {
		const { stderr, message } = error as { stderr?: string; message: string };
		throw new Refusal(`tar failed: ${stderr?.trim() || message}`);
	}
}
