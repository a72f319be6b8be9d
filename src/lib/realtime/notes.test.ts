import { expect, test } from 'vitest';
import { openNotes } from './notes.svelte.ts';
import type { LiveConnection } from './socket.svelte.ts';

/** A page whose line is gone. */
function offline(): LiveConnection {
	const nothing = () => () => undefined;
	const socket = { connected: false, on: nothing, off: nothing, emit: nothing };
	return { socket, state: 'offline', on: nothing, onConnect: nothing } as never;
}

test('who comes back to an item finds what was chosen there, and only one list of it', async () => {
	const live = offline();
	const first = openNotes(live, 'item', 'ana');
	first.changes.set('action', { due: '2027-01-31' }, { action: 'Write' });
	await first.changes.part();
	first.close();
	const again = openNotes(live, 'item', 'ana');
	expect(again).not.toBe(first);
	expect(again.changes).toBe(first.changes);
	expect(again.changes.of('action')).toEqual({ due: '2027-01-31' });
	again.close();
	// Another visit to the room has another connection: the old one is dead.
	const later = openNotes(offline(), 'item', 'ana');
	expect(later.changes).not.toBe(first.changes);
	later.close();
});
