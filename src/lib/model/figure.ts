import type { FigurePart } from './dossier.ts';

const SCALE = 10_000n;

/** An exact decimal with at most four places, counted in ten-thousandths. */
function count(decimal: string): bigint {
	const [, sign, whole = '0', places = ''] = /^(-?)(\d+)(?:\.(\d{1,4}))?\d*$/.exec(decimal) ?? [];
	const amount = BigInt(whole) * SCALE + BigInt(places.padEnd(4, '0'));
	return sign ? -amount : amount;
}

/** What the parts of a figure lack to make it up (negative: what they have too much); null: no parts. */
export function missingSum(value: string, parts: FigurePart[]): string | null {
	if (!parts.length) return null;
	const rest = count(value) - parts.reduce((sum, part) => sum + count(part.value), 0n);
	return write(rest);
}

function write(amount: bigint): string {
	const [sign, size] = amount < 0n ? ['-', -amount] : ['', amount];
	const places = String(size % SCALE)
		.padStart(4, '0')
		.replace(/0+$/, '');
	return `${sign}${size / SCALE}${places && `.${places}`}`;
}
