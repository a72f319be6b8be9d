import type { ClientInit } from '@sveltejs/kit';

/**
 * When Svelte takes a page over it takes the words of a text area out of the markup. One in which
 * nobody typed yet is empty for that moment, and loses its caret and what was selected in it; set by
 * a script, even to what it says, it keeps both.
 */
export const init: ClientInit = () => {
	for (const area of document.querySelectorAll('textarea')) {
		const { value } = area;
		area.value = value;
	}
};
