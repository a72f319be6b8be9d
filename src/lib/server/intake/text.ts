import { decodeSubtitles } from '#lib/model/subtitle-encoding.ts';
import { Unreadable } from './reading.ts';

/**
 * The text of a file: UTF-8, UTF-16 with a mark, else windows-1252, which is then a guess.
 * @throws {Unreadable} `binary` when it is no text
 */
export function decodeText(bytes: Uint8Array): { text: string; isGuessed: boolean } {
	const { text, encoding } = decodeSubtitles(bytes);
	const signs = text.slice(0, 20_000);
	const strange =
		signs.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ufffd]/g)?.length ?? 0;
	if (strange > signs.length / 100) throw new Unreadable('binary');
	return { text: text.replaceAll('\0', ''), isGuessed: encoding === 'windows-1252' };
}
