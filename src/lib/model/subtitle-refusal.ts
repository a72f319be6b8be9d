/** What a file that is not subtitles turned out to be; translated as `library_refused_<what>`. */
export type What =
	| 'empty'
	| 'too_large'
	| 'too_many_cues'
	| 'web_page'
	| 'image'
	| 'archive'
	| 'pdf'
	| 'film'
	| 'sound'
	| 'office_document'
	| 'xml'
	| 'json'
	| 'ass'
	| 'microdvd'
	| 'no_cues';

const MAGIC: Array<[What, number, number[]]> = [
	['image', 0, [0x89, 0x50, 0x4e, 0x47]],
	['image', 0, [0xff, 0xd8, 0xff]],
	['image', 0, [0x47, 0x49, 0x46, 0x38]],
	['image', 8, [0x57, 0x45, 0x42, 0x50]],
	['archive', 0, [0x50, 0x4b, 0x03, 0x04]],
	['archive', 0, [0x50, 0x4b, 0x05, 0x06]],
	['archive', 0, [0x1f, 0x8b]],
	['archive', 0, [0x37, 0x7a, 0xbc, 0xaf]],
	['archive', 0, [0x52, 0x61, 0x72, 0x21]],
	['pdf', 0, [0x25, 0x50, 0x44, 0x46]],
	['film', 4, [0x66, 0x74, 0x79, 0x70]],
	['film', 0, [0x1a, 0x45, 0xdf, 0xa3]],
	['sound', 0, [0x49, 0x44, 0x33]],
	['sound', 0, [0x4f, 0x67, 0x67, 0x53]],
	['sound', 0, [0x52, 0x49, 0x46, 0x46]],
	['office_document', 0, [0xd0, 0xcf, 0x11, 0xe0]],
	['office_document', 0, [0x7b, 0x5c, 0x72, 0x74, 0x66]]
];

/** Recognises by its first bytes what can be no subtitle file; `null`: may be one. */
export function recogniseBytes(bytes: Uint8Array): What | null {
	const found = MAGIC.find(([, at, magic]) => magic.every((byte, i) => bytes[at + i] === byte));
	return found?.[0] ?? null;
}

/** Recognises by its first words a text in which no cue was found. */
export function recogniseText(text: string): What {
	const start = text.slice(0, 2000).trimStart();
	if (
		/^(?:<!--[^]{0,1000}?-->\s*)?<(?:!doctype html|html|head|body|script|div|p\b|meta|title)/i.test(
			start
		)
	)
		return 'web_page';
	if (/^<[?!a-z]/i.test(start)) return 'xml';
	if (/^\[script info\]/i.test(start)) return 'ass';
	if (/^\{\d+\}\{\d*\}/.test(start)) return 'microdvd';
	if (/^[[{]\s*["{[]/.test(start)) return 'json';
	return start === '' ? 'empty' : 'no_cues';
}
