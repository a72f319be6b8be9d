import type * as Y from 'yjs';
import type { Actor } from '#lib/model/actor.ts';
import { NOTES_ROOT } from '#lib/model/note.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { connectTo } from '../../tests/support/live.ts';
import { openNotes, until } from '../../tests/support/notes.ts';

export interface NotesLoad {
	port: number;
	itemId: string;
	actors: Actor[];
	typists: number;
	/** Key strokes a second of each typist. */
	rate: number;
	warmSeconds: number;
	seconds: number;
}
interface Typed {
	at: number;
	isSaved: boolean;
}

/*
 * The people of a meeting in one process of their own: every stroke is a number in the typist's
 * paragraph, so that each receiver knows when which one arrived. Argument: NotesLoad as JSON.
 */
const load = JSON.parse(process.argv[2]!) as NotesLoad;
const propagation: number[] = [];
const saved: number[] = [];
let measuredFrom = Infinity;
const typed: Typed[][] = load.actors.map(() => []);

const people = await Promise.all(load.actors.map(join));
const [first] = people;
writeParagraphs(
	first!.provider.doc,
	Array.from({ length: load.typists }, () => paragraph('0'))
);
await until(() => people.every(({ root }) => root.length === load.typists), 'all are there');

people.forEach(({ root, place }) =>
	root.observeDeep((events) => {
		const now = performance.now();
		for (const event of events) {
			const writer = root.toArray().findIndex((one) => one === event.target.parent);
			if (writer < 0 || writer === place || writer >= load.typists) continue;
			const stroke = typed[writer]!.at(-1);
			if (stroke && stroke.at > measuredFrom) propagation.push(now - stroke.at);
		}
	})
);
let isOver = false;
const typing = people.slice(0, load.typists).map(type);
await pause(load.warmSeconds * 1000);
measuredFrom = performance.now();
process.send!('begin');
await pause(load.seconds * 1000);
measuredFrom = Infinity;
process.send!('end');
isOver = true;
await Promise.all(typing);
await until(() => people.every(({ provider }) => provider.state === 'saved'), 'all saved');
const texts = new Set(people.map(({ root }) => root.toString()));
process.send!({ propagation, saved, strokes: typed.flat().length, differ: texts.size - 1 }, () =>
	process.exit(0)
);

async function join(actor: Actor, place: number) {
	const socket = await connectTo(load.port, actor.personId);
	const provider = openNotes(socket, load.itemId, {
		personId: actor.personId,
		changed: () => {
			if (provider.state !== 'saved') return;
			const now = performance.now();
			for (const stroke of typed[place]!.filter(({ isSaved }) => !isSaved)) {
				stroke.isSaved = true;
				if (stroke.at > measuredFrom) saved.push(now - stroke.at);
			}
		}
	});
	await until(() => provider.hasJoined, 'joined');
	return { provider, place, root: provider.doc.getXmlFragment(NOTES_ROOT) };
}

async function type({ root, place }: (typeof people)[number]): Promise<void> {
	const text = (root.get(place) as Y.XmlElement).get(0) as Y.XmlText;
	while (!isOver) {
		typed[place]!.push({ at: performance.now(), isSaved: false });
		text.insert(text.length, 'abcdefghij klmnop'[typed[place]!.length % 17]!);
		await pause((1000 / load.rate) * (0.75 + Math.random() / 2));
	}
}

function pause(ms: number): Promise<void> {
	return new Promise((done) => setTimeout(done, ms));
}
