import { load } from '../../rivals/load.mjs';
import type * as Awareness from 'y-protocols/awareness';
import type * as Yjs from 'yjs';

/** The rivals' copy of a package, which the product does not know. */
export async function loadRival<T>(name: string): Promise<T> {
	return (await load(name)) as T;
}

/** A number as lib0 writes it. */
function varUint(value: number): number[] {
	const bytes = [];
	for (; value > 127; value = Math.floor(value / 128)) bytes.push(128 | (value & 127));
	return [...bytes, value];
}

/** Bytes with their length before them, as lib0 writes them; also a text. */
export function sized(content: Uint8Array | string): Uint8Array {
	const bytes = typeof content === 'string' ? Buffer.from(content) : content;
	return Buffer.concat([Uint8Array.from(varUint(bytes.length)), bytes]);
}

/** An awareness message that claims to come from somebody else. */
export function forgeAwareness(
	{ Y, protocol }: { Y: typeof Yjs; protocol: typeof Awareness },
	victim: number
): Uint8Array {
	const doc = new Y.Doc();
	doc.clientID = victim;
	const awareness = new protocol.Awareness(doc);
	awareness.setLocalState({ user: { name: 'forged' } });
	awareness.meta.set(victim, { clock: 1_000_000, lastUpdated: Date.now() });
	const bytes = protocol.encodeAwarenessUpdate(awareness, [victim]);
	awareness.destroy();
	return bytes;
}
