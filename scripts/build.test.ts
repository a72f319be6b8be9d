import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { digestSources } from './build.ts';

const root = mkdtempSync(join(tmpdir(), 'emvod-build-'));

function write(path: string, text: string): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text);
}

test('a build is stale when a source changes, comes or goes, not when a clock does', () => {
	write('src/app.html', 'one');
	write('messages/people/en.json', '{}');
	const first = digestSources(root);

	utimesSync(join(root, 'src/app.html'), 0, 0);
	write('src/lib/paraglide/runtime.js', 'compiled');
	write('src/lib/model/cue.test.ts', 'test');
	write('README.md', 'text');
	expect(digestSources(root)).toBe(first);

	write('src/app.html', 'two');
	const second = digestSources(root);
	expect(second).not.toBe(first);
	write('src/routes/+page.svelte', '');
	expect(digestSources(root)).not.toBe(second);
	rmSync(join(root, 'src/routes'), { recursive: true });
	expect(digestSources(root)).toBe(second);
	write('package-lock.json', '{}');
	expect(digestSources(root)).not.toBe(second);
});
