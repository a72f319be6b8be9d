import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/* What somebody chose before the page's script came must stay: `checked` would be set again by it. */

test('a box or a choice that nothing listens to has only a default, as every field has', () => {
	const found = globSync('src/**/*.svelte').filter((file) =>
		[...readFileSync(file, 'utf8').matchAll(/<input\s[^]*?\/>/g)].some(
			([tag]) => /\schecked=\{/.test(tag) && !/\son\w+=/.test(tag)
		)
	);
	expect(found).toEqual([]);
});
