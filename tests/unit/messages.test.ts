import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOCALES } from '#lib/model/localised.ts';

const root = join(import.meta.dirname, '../../messages');
const folders = [
	'.',
	...readdirSync(root, { withFileTypes: true })
		.filter((e) => e.isDirectory())
		.map((e) => e.name)
];

function read(folder: string, locale: string): Record<string, unknown> {
	return JSON.parse(readFileSync(join(root, folder, `${locale}.json`), 'utf8'));
}
/** The names in braces, which a sentence must take over in every language. */
function inputs(message: unknown): string[] {
	const names = JSON.stringify(message).matchAll(/\{([a-zA-Z]+)\}/g);
	return [...new Set([...names].map(([, name]) => name!))].sort();
}

test.each(folders)(
	'messages/%s: five languages have the same keys, inputs and no empty text',
	(folder) => {
		const english = read(folder, 'en');
		for (const locale of LOCALES) {
			const words = read(folder, locale);
			expect(Object.keys(words).sort(), locale).toEqual(Object.keys(english).sort());
			for (const [key, message] of Object.entries(words)) {
				expect(message, `${locale} ${key}`).toBeTruthy();
				expect(inputs(message), `${locale} ${key}`).toEqual(inputs(english[key]));
			}
		}
	}
);

test('no key is defined twice', () => {
	const keys = folders.flatMap((folder) => Object.keys(read(folder, 'en')));
	expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test('the field’s own words are used', () => {
	const text = (locale: string) =>
		folders
			.map((folder) => JSON.stringify(read(folder, locale)))
			.join(' ')
			.toLowerCase();
	expect(text('fr')).toContain('compte rendu');
	expect(text('nl')).toContain('verslag');
	expect(text('es')).toContain('acta');
	expect(text('da')).toContain('referat');
});
