import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { Unreadable } from './reading.ts';

/** What listens to the parts of a document as they come. */
export interface Listener {
	open(tag: SaxesTagPlain): void;
	close?(name: string): void;
	text?(words: string): void;
}

/**
 * Reads the XML of one part.
 * @throws {Unreadable} `damaged`
 */
export function parseXml(part: Uint8Array, listener: Listener): void {
	const parser = new SaxesParser({ xmlns: false, position: false });
	parser.on('opentag', (tag) => listener.open(tag));
	parser.on('closetag', ({ name }) => listener.close?.(name));
	parser.on('text', (words) => listener.text?.(words));
	parser.on('error', () => {
		throw new Unreadable('damaged');
	});
	// Entities of one's own are not expanded: a document that declares some is refused here.
	parser.on('doctype', () => {
		throw new Unreadable('damaged');
	});
	parser.write(new TextDecoder('utf-8').decode(part)).close();
}

/** Whether a switch of Word's is on: it stands for yes unless it says no. */
export const isOn = (value: string | undefined) => !/^(?:0|false|off)$/i.test(value ?? '');
