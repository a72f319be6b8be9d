import { expect, test } from 'vitest';
import { dateFormat, displayNames, listFormat, numberFormat } from './formatter.ts';

test('a formatter is made once and never stands for another one', () => {
	const day = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
	expect(dateFormat('fr', day)).toBe(dateFormat('fr', { ...day }));
	const at = new Date('2021-03-14T23:30:00Z');
	expect(dateFormat('fr', day).format(at)).toBe('14 mars');
	expect(dateFormat('da', day).format(at)).toBe('14. marts');
	expect(dateFormat('fr', { ...day, timeZone: 'Europe/Paris' }).format(at)).toBe('15 mars');
	expect(numberFormat('fr', { maximumFractionDigits: 0 }).format(1.6)).toBe('2');
	expect(numberFormat('fr', { maximumFractionDigits: 1 }).format(1.6)).toBe('1,6');
	expect(listFormat('nl').format(['a', 'b'])).toBe('a en b');
	expect(displayNames('es', 'language').of('fr')).toBe('francés');
	expect(displayNames('es', 'region').of('FR')).toBe('Francia');
});

test('what is wrong is told each time, and however many there are each is right', () => {
	for (let time = 0; time < 2; time++)
		expect(() => dateFormat('fr', { timeZone: 'Nowhere/Here' })).toThrow(RangeError);
	const hours = Array.from({ length: 600 }, (_, at) =>
		numberFormat('en', { minimumFractionDigits: at % 20, maximumFractionDigits: 20 + (at % 80) })
	);
	expect(hours.map((format) => format.resolvedOptions().minimumFractionDigits)).toEqual(
		hours.map((_, at) => at % 20)
	);
});
