/**
 * After a command the button that gave it may be gone, and with it the focus: it goes to the first of
 * these places that takes it. Where the focus is somewhere, it stays.
 */
export function refocus(...places: Array<Element | null | undefined>): void {
	for (const place of places) {
		if (document.activeElement && document.activeElement !== document.body) return;
		if (place instanceof HTMLElement) place.focus();
	}
}
