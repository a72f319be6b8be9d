import { expect, test } from 'vitest';
import { missingSum } from './figure.ts';

test.each([
	['55', ['27', '28'], '0'],
	['55', ['27', '27'], '1'],
	['55', ['27', '29.5'], '-1.5'],
	['0.3', ['0.1', '0.2'], '0'],
	['7000000000', ['6999999999.9999'], '0.0001'],
	['43', [], null]
])('%s made of %j lacks %s', (value, parts, rest) => {
	const named = parts.map((part) => ({ label: '', value: part }));
	expect(missingSum(value, named)).toBe(rest);
});
