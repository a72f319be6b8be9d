import { decodeText } from './passages.ts';

/** An element or words of HTML that our own renderer of notes wrote. */
export interface HtmlNode {
	/** Empty for words. */
	tag: string;
	href: string | null;
	text: string;
	children: HtmlNode[];
}

const VOID = new Set(['br', 'hr', 'img']);

/** Reads HTML of our own making, which is always well formed; it is no reader for foreign HTML. */
export function readTree(html: string): HtmlNode[] {
	const root: HtmlNode = { tag: 'body', href: null, text: '', children: [] };
	const open = [root];
	for (const [, close, tag, attributes, words] of html.matchAll(
		/<(\/?)([a-z][a-z0-9]*)\b([^>]*)>|([^<]+)/gi
	)) {
		const parent = open.at(-1)!;
		if (words) parent.children.push({ tag: '', href: null, text: decodeText(words), children: [] });
		else if (close) {
			if (open.length > 1) open.pop();
		} else {
			const href = /\shref="([^"]*)"/.exec(attributes ?? '')?.[1];
			const node = {
				tag: tag!.toLowerCase(),
				href: href === undefined ? null : decodeText(href),
				text: '',
				children: []
			};
			parent.children.push(node);
			if (!VOID.has(node.tag)) open.push(node);
		}
	}
	return root.children;
}
