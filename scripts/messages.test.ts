import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { areFresh, digestMessages, markMessages } from './messages.ts';

const root = mkdtempSync(join(tmpdir(), 'emvod-messages-'));
afterAll(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text);
}

test('compiled words are stale when a word changes, comes or goes, not when a clock does', () => {
	write('messages/en.json', '{}');
	write('messages/people/en.json', '{"people_name":"Name"}');
	write('src/lib/paraglide/runtime.js', 'compiled');
	expect(areFresh(root)).toBe(false);
	markMessages(root, digestMessages(root));
	expect(areFresh(root)).toBe(true);

	utimesSync(join(root, 'messages/en.json'), new Date(), new Date(Date.now() + 60_000));
	write('README.md', 'text');
	expect(areFresh(root)).toBe(true);

	write('messages/notes/en.json', '{}');
	utimesSync(join(root, 'messages/notes/en.json'), 0, 0);
	expect(areFresh(root)).toBe(false);
	rmSync(join(root, 'messages/notes'), { recursive: true });
	expect(areFresh(root)).toBe(true);
	rmSync(join(root, 'messages/people'), { recursive: true });
	expect(areFresh(root)).toBe(false);
});

test('words that the compiler has begun to write are not taken for finished ones', () => {
	markMessages(root, digestMessages(root));
	rmSync(join(root, 'src/lib/paraglide'), { recursive: true });
	write('src/lib/paraglide/runtime.js', 'half');
	expect(areFresh(root)).toBe(false);
});
