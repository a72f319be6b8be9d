import type { Note } from './subtitle-note.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

// TextDecoder('windows-1252') returns control characters here in some Node releases.
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decodeWindows1252(bytes: Uint8Array): string {
	let text = '';
	for (let from = 0; from < bytes.length; from += 8192) {
		const part = bytes.subarray(from, from + 8192);
		text += String.fromCharCode(
			...Array.from(part, (byte) =>
				byte >= 0x80 && byte <= 0x9f ? HIGH.charCodeAt(byte - 0x80) : byte
			)
		);
	}
	return text;
}

function decodeUtf8(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return null;
	}
}

/** UTF-16 without a mark: Latin text has a zero in nearly every second byte. */
function guessUtf16(bytes: Uint8Array): Encoding | null {
	const zeros = [0, 0];
	const sample = bytes.subarray(0, 2000);
	sample.forEach((byte, at) => byte === 0 && zeros[at % 2]!++);
	const half = sample.length / 2;
	if (half < 8) return null;
	if (zeros[1]! > half * 0.7 && zeros[0]! < half * 0.1) return 'utf-16le';
	return zeros[0]! > half * 0.7 && zeros[1]! < half * 0.1 ? 'utf-16be' : null;
}

/**
 * Decodes a subtitle file: byte order mark, else strict UTF-8 over the whole file, else UTF-16 by
 * its zeros, else windows-1252. Exactly one mark is dropped. Never throws.
 */
export function decodeSubtitles(bytes: Uint8Array): {
	text: string;
	encoding: Encoding;
	notes: Note[];
} {
	const [a, b, c] = bytes;
	if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
		const encoding = a === 0xff ? 'utf-16le' : 'utf-16be';
		return { text: new TextDecoder(encoding).decode(bytes), encoding, notes: [] };
	}
	const hasMark = a === 0xef && b === 0xbb && c === 0xbf;
	const body = hasMark ? bytes.subarray(3) : bytes;
	const wide = hasMark ? null : guessUtf16(body);
	if (wide)
		return {
			text: new TextDecoder(wide).decode(body),
			encoding: wide,
			notes: [{ line: 0, code: 'guessed_encoding' }]
		};
	const text = decodeUtf8(body);
	if (text !== null) {
		const doubled = /\u00c3[\u0080-\u00bf]/.test(text);
		return { text, encoding: 'utf-8', notes: doubled ? [{ line: 0, code: 'double_encoded' }] : [] };
	}
	if (hasMark)
		return {
			text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(body),
			encoding: 'utf-8',
			notes: [{ line: 0, code: 'invalid_bytes' }]
		};
	return {
		text: decodeWindows1252(body),
		encoding: 'windows-1252',
		notes: [{ line: 0, code: 'guessed_encoding' }]
	};
}
