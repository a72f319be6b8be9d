import type { Pool } from 'pg';
import * as Y from 'yjs';
import { NOTES_ROOT } from '#lib/model/note.ts';
import { now, pause } from './clock.ts';

/** When a row of Hocuspocus first held so many characters of each writer. */
type Sighting = { at: number; lengths: number[] };

/** Characters that a stored document has of each of its last paragraphs. */
function lengthsOf(data: Uint8Array, writers: number): number[] {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, data);
	const paragraphs = doc.getXmlFragment(NOTES_ROOT).toArray().slice(-writers) as Y.XmlElement[];
	const texts = paragraphs.map((one) => String(one.get(0)));
	doc.destroy();
	// A writer's paragraph begins with 0; before they are stored the last ones are others.
	return texts.map((text) => (text.startsWith('0') ? text.length - 1 : 0));
}

export interface Watch {
	/** Waits until everything typed is stored, or the limit; then the delays of these strokes. */
	end(
		strokes: Array<Array<{ n: number; at: number }>>,
		limit: number
	): Promise<{ delays: number[]; missing: number }>;
}

/** Looks so often into the row of a document, from outside of the server. */
export function watchRow(pool: Pool, document: string, writers: number, every: number): Watch {
	const sightings: Sighting[] = [];
	let isOver = false;
	let version = 0;
	const text = 'SELECT version, data FROM documents WHERE name = $1 AND version > $2';
	const look = async () => {
		const query = { name: 'look', text, values: [document, version] };
		const { rows } = await pool.query<{ version: string; data: Buffer }>(query);
		if (!rows[0]) return;
		const at = now();
		version = Number(rows[0].version);
		sightings.push({ at, lengths: lengthsOf(rows[0].data, writers) });
	};
	const looking = (async () => {
		for (; !isOver; await pause(every)) await look();
	})();
	return {
		async end(strokes, limit) {
			const isStored = () =>
				strokes.every((own, w) => (sightings.at(-1)?.lengths[w] ?? 0) >= (own.at(-1)?.n ?? 0));
			for (const began = now(); !isStored() && now() - began < limit;) await pause(every);
			isOver = true;
			await looking;
			const delays: number[] = [];
			let missing = 0;
			strokes.forEach((own, w) => {
				for (const { n, at } of own) {
					const seen = sightings.find(({ lengths }) => (lengths[w] ?? 0) >= n);
					if (seen) delays.push(seen.at - at);
					else missing++;
				}
			});
			return { delays, missing };
		}
	};
}
