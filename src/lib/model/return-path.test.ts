import { expect, test } from 'vitest';
import { readReturnPath } from './return-path.ts';

test('a path of this site is kept, with what was asked and where', () => {
	for (const path of ['/', '/desk', '/fr/meetings/x?day=2#item-1', '/search?q=%C3%A9t%C3%A9'])
		expect(readReturnPath(path)).toBe(path);
});

test('nobody is led to another site', () => {
	for (const to of [
		null,
		'',
		'desk',
		'//evil.example',
		'/\\evil.example',
		'/\t/evil.example/x',
		'/\n/evil.example',
		'https://evil.example',
		'javascript:alert(1)',
		'/ /evil.example'
	])
		expect(readReturnPath(to), String(to)).toBe('/');
});
