/**
 * What this device remembers between visits, e.g. the chosen camera or the line. A browser that
 * keeps nothing (private window, storage refused) simply remembers nothing.
 */
export function recall<T extends string>(name: string, allowed?: readonly T[]): T | null {
	try {
		const value = localStorage.getItem(`emvod:${name}`) as T | null;
		return value !== null && (!allowed || allowed.includes(value)) ? value : null;
	} catch {
		return null;
	}
}

export function remember(name: string, value: string): void {
	try {
		localStorage.setItem(`emvod:${name}`, value);
	} catch {
		// Nothing to do: the choice lasts as long as the page.
	}
}
