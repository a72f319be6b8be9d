type Tree = { [key: string]: Tree | string } | Array<Tree | string>;

const NAME = /^[a-zA-Z]\w*(?:\.(?:\d{1,3}|[a-zA-Z]\w*))*$/;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Fields of a form, named `items.3.title`, as the object they describe. Numbers become places of a
 * list, gaps in it are closed; names of another shape are left out.
 */
export function readTree(fields: Record<string, string>): Record<string, Tree | string> {
	const root: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
	for (const [name, value] of Object.entries(fields)) {
		const steps = name.split('.');
		if (!NAME.test(name) || steps.some((step) => FORBIDDEN.has(step))) continue;
		let node = root;
		for (const step of steps.slice(0, -1)) {
			if (typeof node[step] !== 'object') node[step] = Object.create(null);
			node = node[step] as Record<string, unknown>;
		}
		node[steps.at(-1)!] = value;
	}
	return listNumbers(root) as Record<string, Tree | string>;
}

function listNumbers(node: unknown): unknown {
	if (typeof node !== 'object' || node === null) return node;
	const entries = Object.entries(node);
	if (entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key)))
		return entries.map(([, value]) => listNumbers(value));
	return Object.fromEntries(entries.map(([key, value]) => [key, listNumbers(value)]));
}

/** The same object as fields: what is null or empty gets none. */
export function writeTree(value: unknown, name = ''): Record<string, string> {
	if (value === null || value === undefined || value === false) return {};
	if (typeof value !== 'object') return { [name]: value === true ? 'on' : String(value) };
	return Object.assign(
		{},
		...Object.entries(value).map(([key, one]) => writeTree(one, name ? `${name}.${key}` : key))
	) as Record<string, string>;
}
