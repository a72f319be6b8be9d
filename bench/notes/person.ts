import type * as Yjs from 'yjs';
import { NOTES_ROOT } from '#lib/model/note.ts';
import type { Client, Kit } from './clients/client.ts';
import { now } from './clock.ts';

/** Where one user sits. A thin place's strokes alone are measured when there is one. */
export interface Place {
	document: string;
	person: string;
	port: number;
	writes?: boolean;
	isThin?: boolean;
}

/** Those who have one document open; the n-th writer types into the n-th of the last paragraphs. */
export interface Room {
	people: Person[];
	writers: Person[];
}

/** Called for each stroke that somebody else's document has got: when typed, milliseconds later. */
export type Seen = (receiver: Person, writer: Person, typedAt: number, delay: number) => void;

const WORDS = 'abcdefghij klmnop';

/** One user with their client: what they typed when, and what they have seen of the others. */
export class Person {
	readonly place: Place;
	readonly room: Room;
	readonly client: Client;
	/** When each own stroke was typed. */
	readonly strokes: number[] = [];
	/** How many of them were called saved, or synced; how many others have. */
	shown = 0;
	seenByOthers = 0;
	#texts: Yjs.XmlText[] = [];
	#seen: number[] = [];
	readonly #kit: Kit;
	readonly #isShown: (person: Person, typedAt: number, delay: number) => void;

	constructor(
		kit: Kit,
		place: Place,
		room: Room,
		isShown: (person: Person, typedAt: number, delay: number) => void
	) {
		this.place = place;
		this.room = room;
		this.#kit = kit;
		this.#isShown = isShown;
		this.client = kit.open({ ...place, changed: () => this.#noteShown() });
	}

	get root(): Yjs.XmlFragment {
		return this.client.doc.getXmlFragment(NOTES_ROOT);
	}

	/** Finds the writers' paragraphs and watches them. */
	watch(seen: Seen): void {
		const { writers } = this.room;
		const paragraphs = this.root.toArray().slice(-writers.length) as Yjs.XmlElement[];
		this.#texts = paragraphs.map((paragraph) => paragraph.get(0) as Yjs.XmlText);
		this.#seen = writers.map(() => 0);
		this.root.observeDeep((events) => {
			const at = now();
			for (const { target } of events) this.#read(at, target, seen);
		});
	}

	#read(at: number, target: unknown, seen: Seen): void {
		const place = this.#texts.findIndex((text) => text === target);
		const writer = this.room.writers[place];
		if (!writer || writer === this) return;
		const typed = this.#texts[place]!.length - 1;
		while (this.#seen[place]! < typed) {
			const stroke = writer.strokes[this.#seen[place]!++];
			if (stroke !== undefined) seen(this, writer, stroke, at - stroke);
		}
		writer.seenByOthers = Math.max(writer.seenByOthers, typed);
	}

	/** One character at the end of the own paragraph, and the caret behind it. */
	type(): void {
		const { Y } = this.#kit;
		const text = this.#texts[this.room.writers.indexOf(this)]!;
		this.strokes.push(now());
		text.insert(text.length, WORDS[this.strokes.length % WORDS.length]!);
		const point = Y.createRelativePositionFromTypeIndex(text, text.length, -1); // as editors do
		const cursor = JSON.parse(JSON.stringify({ anchor: point, head: point })) as object;
		this.client.awareness.setLocalState({ user: { name: 'somebody' }, cursor });
	}

	/** The own paragraph as it stands in the own document. */
	get text(): string {
		return String(this.#texts[this.room.writers.indexOf(this)] ?? '');
	}

	state(): string {
		return Buffer.from(this.#kit.Y.encodeStateVector(this.client.doc)).toString('base64');
	}

	#noteShown(): void {
		if (!this.client?.isShown()) return;
		const at = now();
		while (this.shown < this.strokes.length) {
			const stroke = this.strokes[this.shown++]!;
			this.#isShown(this, stroke, at - stroke);
		}
	}
}
