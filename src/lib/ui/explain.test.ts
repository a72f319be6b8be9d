import { expect, test } from 'vitest';
import { explain } from './explain.ts';

test('what is called almost as somebody typed stands in the sentence of the refusal', () => {
	const code = 'organisation_unknown';
	expect(explain(code, '', { name: 'Locarn', near: 'Institut de Locarn' })).toBe(
		'No organisation called Locarn is known. Did you mean Institut de Locarn?'
	);
	expect(explain(code, '', { name: 'Zyxwv' })).toBe('No organisation called Zyxwv is known.');
});
