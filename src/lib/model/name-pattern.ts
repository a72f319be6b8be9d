/** Letters that are no base letter with a mark, as they are typed without their own key. */
const SPELT: Record<string, string> = {
	æ: 'ae',
	œ: 'oe',
	ß: 'ss',
	ø: 'o',
	ð: 'd',
	đ: 'd',
	ł: 'l',
	ı: 'i',
	þ: 'th'
};
/** What stands between letters unseen: marks, soft hyphens, joiners. */
const UNSEEN = /[\p{M}\u00ad\u200b-\u200d\u2060\ufeff]/gu;

/** A text as it is compared with a name: without accents and capitals. */
export function foldLetters(text: string): string {
	return text
		.normalize('NFD')
		.replace(UNSEEN, '')
		.toLowerCase()
		.replace(/[æœßøðđłıþ]/g, (letter) => SPELT[letter]!);
}

/** What finds a name in a folded text, as a whole word and however many spaces stand between its words. */
export function matchFolded(name: string): RegExp {
	const words = foldLetters(name).trim().split(/\s+/).map(escapePattern).join('\\s+');
	return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'gu');
}

/** A folded text with the place of each of its letters in the text it was made of. */
export interface Folded {
	letters: string;
	/** Where each letter begins and ends; one more at the end. */
	from: number[];
	to: number[];
}

/** Markup inside a word; other tags part words. And signs that HTML writes by name. */
const INSIDE =
	/<\/?(?:a|b|code|del|em|i|ins|mark|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>|\*\*/iy;
const BETWEEN = /<\/?[a-z][^<>]*>/iy;
const ENTITY = /&(?:(nbsp|amp|quot|apos|lt|gt)|#(\d{1,7})|#x([\da-f]{1,6}));/iy;
const NAMED: Record<string, string> = {
	nbsp: ' ',
	amp: '&',
	quot: '"',
	apos: "'",
	lt: '<',
	gt: '>'
};

/** Folds a text letter by letter, over its markup. */
export function foldInPlace(text: string): Folded {
	const folded: Folded = { letters: '', from: [], to: [] };
	for (let at = 0; at < text.length;) {
		const [length, letter] = readLetter(text, at);
		const next = at + length;
		const base = foldLetters(letter);
		folded.letters += base;
		for (let n = 0; n < base.length; n++) {
			folded.from.push(at);
			folded.to.push(next);
		}
		// A mark that follows its letter goes with it.
		if (base === '' && letter !== '' && folded.to.length) folded.to[folded.to.length - 1] = next;
		at = next;
	}
	return folded;
}

/** How long what stands there is, and the letter that it stands for. */
function readLetter(text: string, at: number): [length: number, letter: string] {
	const inside = readAt(INSIDE, text, at);
	if (inside) return [inside[0].length, ''];
	const between = readAt(BETWEEN, text, at);
	if (between) return [between[0].length, ' '];
	const entity = readAt(ENTITY, text, at);
	if (entity) return [entity[0].length, readEntity(entity)];
	const letter = String.fromCodePoint(text.codePointAt(at)!);
	return [letter.length, letter];
}

function readAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

function readEntity([whole, name, decimal, hex]: RegExpExecArray): string {
	if (name) return NAMED[name.toLowerCase()] ?? whole;
	const code = decimal ? Number(decimal) : parseInt(hex!, 16);
	return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

function escapePattern(word: string): string {
	return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
