const LATIN_1 =
	'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn ' +
	'sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave ' +
	'Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ' +
	'ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN ' +
	'szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute ' +
	'icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml ' +
	'yacute thorn yuml';

const NAMED = new Map<string, string>([
	...LATIN_1.split(' ').map((name, at) => [name, String.fromCharCode(160 + at)] as const),
	...Object.entries({
		amp: '&',
		lt: '<',
		gt: '>',
		quot: '"',
		apos: "'",
		lrm: '\u200e',
		rlm: '\u200f',
		hellip: '…',
		ndash: '–',
		mdash: '—',
		lsquo: '‘',
		rsquo: '’',
		ldquo: '“',
		rdquo: '”',
		bull: '•',
		euro: '€',
		oelig: 'œ',
		OElig: 'Œ'
	})
]);

function readNumber(body: string): string | null {
	const code = /^#x/i.test(body) ? parseInt(body.slice(2), 16) : Number(body.slice(1));
	if (!Number.isInteger(code)) return null;
	const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
	return valid ? String.fromCodePoint(code) : '\ufffd';
}

/** Replaces character references (`&lt;`, `&#233;`, Latin-1 names) once; unknown ones stay as they are. */
export function readReferences(text: string): string {
	return text.replace(
		/&(#x[0-9a-f]{1,8}|#\d{1,8}|[A-Za-z][A-Za-z0-9]{1,7});/gi,
		(all, body: string) => {
			return (body.startsWith('#') ? readNumber(body) : NAMED.get(body)) ?? all;
		}
	);
}
