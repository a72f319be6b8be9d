import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeMoney } from './money.ts';
import { beginsWithAmount, cutAmount } from './money-text.ts';

const read = (line: string, language: string) => {
	const found = cutAmount(line, language);
	return found && [found.amount, found.currency, found.isDoubtful ? 'doubtful' : 'certain'];
};

test.each([
	['1 200 €', 'fr', '1200', 'EUR'],
	['1\u202f200,50 €', 'fr', '1200.50', 'EUR'],
	['€ 1.200,50', 'nl', '1200.50', 'EUR'],
	['€ 1.200,50', 'en', '1200.50', 'EUR'],
	['€1,200.50', 'en', '1200.50', 'EUR'],
	['EUR 700 000', 'fr', '700000', 'EUR'],
	['EUR 1,200', 'en', '1200', 'EUR'],
	['DKK 5.000', 'da', '5000', 'DKK'],
	['5.000,- kr.', 'da', '5000', 'DKK'],
	['€ 500,-', 'nl', '500', 'EUR'],
	['1.250.000 euros', 'es', '1250000', 'EUR'],
	['12,5 €', 'fr', '12.50', 'EUR'],
	['0,75 €', 'fr', '0.75', 'EUR'],
	['£ 99.90', 'en', '99.90', 'GBP'],
	["CHF 1'200", 'fr', '1200', 'CHF']
])('%s in %s is %s %s for certain', (line, language, amount, currency) => {
	expect(read(line, language)).toEqual([amount, currency, 'certain']);
});

test.each([
	// A sign that parts decimals in the language stands before three digits.
	['DKK 5,000', 'da', '5000', 'DKK'],
	['€ 5.000', 'fr', '5000', 'EUR'],
	['€ 5.000', 'en', '5000', 'EUR'],
	['5000 kr', 'nl', '5000', null],
	['$ 300', 'en', '300', 'USD'],
	['Remise -300 €', 'fr', '300', 'EUR']
])('%s in %s is read as %s, and marked', (line, language, amount, currency) => {
	expect(read(line, language)).toEqual([amount, currency, 'doubtful']);
});

test.each([
	'500–700 €',
	'de 500 à 700 €',
	'700 k€',
	'1,2 M€',
	'1.20.300 €',
	'1 200,500 €',
	'0.500 €',
	'300 € puis 400 €',
	'1,200.50.30 €'
])('%s is no amount that could be read', (line) => {
	expect(cutAmount(line, 'fr')).toEqual({
		amount: null,
		currency: null,
		isDoubtful: true,
		rest: line
	});
});

test.each(['Salle 12', '27 août 2020', '14 h – 16 h', 'Euroscola 2027', '30 %', 'Kronprins 3', ''])(
	'%s names no money',
	(line) => {
		expect(cutAmount(line, 'fr')).toBeNull();
	}
);

test.each([
	['Interprètes (1 200 €) : Rectorat', 'Interprètes : Rectorat'],
	['Traiteur – 1 200 € – Région', 'Traiteur – Région'],
	['Traiteur, 1 200 €, Région', 'Traiteur, Région'],
	['1 200 € – Traiteur', 'Traiteur'],
	['Traiteur : 1 200 €', 'Traiteur'],
	['Traiteur | 1 200 € | Région', 'Traiteur | Région'],
	['Traiteur = 1 200 € TTC', 'Traiteur = TTC']
])('of %s the words are left: %s', (line, rest) => {
	expect(cutAmount(line, 'fr')).toMatchObject({ amount: '1200', rest });
});

test('what is printed in a language is read as the same amount in it', () => {
	const amounts = fc.tuple(fc.bigInt(0n, 999_999_999_999n), fc.integer({ min: 0, max: 99 }));
	const cases = fc.tuple(amounts, fc.constantFrom('en', 'fr', 'nl', 'es', 'da'));
	fc.assert(
		fc.property(cases, ([[whole, cents], language]) => {
			const amount = cents ? `${whole}.${String(cents).padStart(2, '0')}` : String(whole);
			const printed = writeMoney(amount, 'EUR', language);
			expect(read(`Salle : ${printed}`, language)).toEqual([amount, 'EUR', 'certain']);
		})
	);
});

test('an amount at the beginning of a line is neither an hour nor a number of a chapter', () => {
	for (const line of ['12.50 € café', '€ 9.30 café', '1.20 EUR'])
		expect(beginsWithAmount(line)).toBe(true);
	for (const line of ['12.50 café', '1.20 Budget: 300 €'])
		expect(beginsWithAmount(line)).toBe(false);
});
