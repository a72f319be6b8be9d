/**
 * Replaces a name as a whole word in every text of a JSON value, whatever its depth; keys stay.
 * Words of the name are matched whatever the case and however many spaces stand between them.
 * @returns the value itself when the name does not occur
 */
export function replaceName<T>(value: T, name: string, replacement: string): T {
	return replaceIn(value, matchName(name), replacement) as T;
}

/** Whether the name occurs anywhere in a JSON value. */
export function holdsName(value: unknown, name: string): boolean {
	return replaceName(value, name, '\0') !== value;
}

/** What finds a name in a text; global, so `lastIndex` is the caller's to reset. */
export function matchName(name: string): RegExp {
	const words = name.trim().split(/\s+/).map(escapePattern).join('\\s+');
	return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'giu');
}

function replaceIn(value: unknown, pattern: RegExp, replacement: string): unknown {
	if (typeof value === 'string') return value.replace(pattern, () => replacement);
	if (Array.isArray(value)) {
		const items = value.map((one: unknown) => replaceIn(one, pattern, replacement));
		return items.every((one, at) => one === value[at]) ? value : items;
	}
	if (value === null || typeof value !== 'object') return value;
	const entries = Object.entries(value).map(
		([key, one]) => [key, one, replaceIn(one, pattern, replacement)] as const
	);
	if (entries.every(([, before, after]) => before === after)) return value;
	return Object.fromEntries(entries.map(([key, , after]) => [key, after]));
}

function escapePattern(word: string): string {
	return word.normalize('NFC').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
