/** What TeX's own letters mean where a PDF gives their numbers only; its accents are told apart. */
const TEX: Record<string, string> = {
	'\u0010': '“',
	'\u0011': '”',
	'\u0012': '„',
	'\u0013': '«',
	'\u0014': '»',
	'\u0015': '–',
	'\u0016': '—',
	'\u001b': 'ff',
	'\u001c': 'fi',
	'\u001d': 'fl',
	'\u001e': 'ffi',
	'\u001f': 'ffl'
};
const KNOWN = /[\u0010-\u0016\u001b-\u001f]/g;
/** Numbers that stand for no letter. */
const NONE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/g;
/** A list's mark in a font of signs. */
const MARK = /^[\u0088\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc]$/;

export interface Signs {
	text: string;
	/** Some were told by TeX's table. */
	isGuessed: boolean;
	/** How many mean nothing. */
	lost: number;
}

/** The letters of a run of which the PDF may say only how they look. */
export function readSigns(run: string): Signs {
	if (MARK.test(run.trim())) return { text: '•', isGuessed: false, lost: 0 };
	const text = run.replace(KNOWN, (sign) => TEX[sign]!);
	return { text, isGuessed: text !== run, lost: text.match(NONE)?.length ?? 0 };
}

/** A PDF that does not say which letters it shows: a tenth of them are none, or more. */
export function isGarbled(runs: readonly string[]): boolean {
	const all = runs.join('').replace(/\s/g, '');
	return (all.match(NONE)?.length ?? 0) > all.length / 10;
}
