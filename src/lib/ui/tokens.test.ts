import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function themes(): Record<string, Record<string, string>> {
	const read = (block: string) =>
		Object.fromEntries(
			[...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!])
		);
	const dark = css.slice(css.indexOf('@media'), css.indexOf('.theme-dark'));
	return {
		light: read(css.slice(0, css.indexOf('@media'))),
		dark: read(dark),
		room: read(css.slice(css.indexOf('.theme-dark')))
	};
}

/** Contrast ratio of WCAG 2.2 §1.4.3. */
function contrast(a: string, b: string): number {
	const light = (hex: string) => {
		const [r, g, bl] = [1, 3, 5]
			.map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
			.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [
			number,
			number,
			number
		];
		return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
	};
	const [high, low] = [light(a), light(b)].sort((x, y) => y - x) as [number, number];
	return (high + 0.05) / (low + 0.05);
}

const pairs = [
	['ink', 'paper'],
	['ink', 'paper-raised'],
	['ink-soft', 'paper'],
	['ink-soft', 'paper-raised'],
	['accent', 'paper'],
	['accent', 'paper-raised'],
	['accent-ink', 'accent'],
	['ink', 'accent-soft'],
	['accent', 'accent-soft'],
	['live', 'paper'],
	['live', 'live-soft'],
	['ink', 'live-soft'],
	['ok', 'paper'],
	['ok', 'ok-soft'],
	['warn', 'paper'],
	['warn', 'warn-soft'],
	['bad', 'paper'],
	['bad', 'paper-raised'],
	['bad', 'bad-soft'],
	['ink-soft', 'accent-soft']
] as const;

test.each(Object.entries(themes()))('text of theme %s keeps 4.5:1', (_name, colours) => {
	const faint = pairs
		.map(([a, b]) => [a, b, contrast(colours[a]!, colours[b]!)] as const)
		.filter(([, , ratio]) => !(ratio >= 4.5));
	expect(faint).toEqual([]);
});

test.each(Object.entries(themes()))(
	'borders of controls in theme %s keep 3:1',
	(_name, colours) => {
		expect(contrast(colours['line-strong']!, colours.paper!)).toBeGreaterThanOrEqual(3);
	}
);

test('the room’s theme is the dark one', () => {
	expect(themes().room).toEqual(themes().dark);
});
