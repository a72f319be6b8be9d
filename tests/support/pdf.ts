/** A piece of a page's text as unpdf gives it with `includeMarkedContent`. */
export interface Marked {
	type?: string;
	id?: string;
	tag?: string;
	str?: string;
}

/** Text inside and outside what the page marks as an artifact. */
export function readPage(items: Marked[]): { content: string; artifact: string } {
	const stack: boolean[] = [];
	const out = { content: '', artifact: '' };
	for (const item of items) {
		if (item.type?.startsWith('beginMarkedContent')) stack.push(item.tag === 'Artifact');
		else if (item.type === 'endMarkedContent') stack.pop();
		else out[stack.includes(true) ? 'artifact' : 'content'] += item.str ?? '';
	}
	return out;
}
