import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const rows = readFileSync(join(root, 'docs/requirements.md'), 'utf8')
	.split('\n')
	.map((line) => /^\| (\d+) \|.*\| ([^|]+) \|$/.exec(line))
	.filter((row) => row !== null)
	.map(([, number, proof]) => ({ number: Number(number), proof: proof!.trim() }));

test('there are 118 rows, each with its number', () => {
	expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 118 }, (_, at) => at + 1));
});

/* Films and the school's day, whose depth comes later. */
test('only what comes later has no test yet', () => {
	const waiting = rows.filter(({ proof }) => proof === 'not yet').map(({ number }) => number);
	expect(waiting).toEqual([51, 69, 72, 76, 77, 89, 98, 117]);
});

test('every proof names a test that exists, by file and title', () => {
	const missing = rows
		.filter(({ proof }) => proof !== 'not yet')
		.flatMap(({ number, proof }) => proof.split(/(?<=`); (?=`)/).map((one) => ({ number, one })))
		.filter(({ one }) => {
			const [, file, title] = /^`([^`]+) › ([^`]+)`$/.exec(one) ?? [];
			if (!file || !title || !existsSync(join(root, file))) return true;
			const source = readFileSync(join(root, file), 'utf8');
			const opened = source.replaceAll(/\b(?:test|describe)\(\s*['"`]/g, 'title:');
			const at = opened.indexOf(`title:${title}`);
			return at < 0 || !/['"`]/.test(opened[at + 6 + title.length] ?? '');
		});
	expect(missing).toEqual([]);
});
