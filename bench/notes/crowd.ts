import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Kit } from './clients/client.ts';
import { now, pause, until } from './clock.ts';
import { addParagraphs } from './paragraphs.ts';
import { Person, type Place, type Room } from './person.ts';
import { round, summarise, type Summary } from './samples.ts';

export interface Measured {
	propagation: Summary;
	/** Until the writer is told: `saved` of ours, `synced` of Hocuspocus. */
	shown: Summary;
	/** Of each writer in the order they joined: when the strokes of this time were typed, by number. */
	strokes: Array<Array<{ n: number; at: number }>>;
	/** Own event-loop delay, p99 in ms: above 20 the measurement says more of us than of the server. */
	lag: number;
	/** Own processor seconds. */
	cpu: number;
}

export interface Report {
	typed: number;
	/** Null where the provider tells nothing. */
	shown: number | null;
	seen: number;
	/** The own paragraph as the writer has it. */
	text: string;
}

const AT_ONCE = 20;
const RESOLUTION = 5;

/** All users of a measurement, in one process apart from the server's. */
export class Crowd {
	readonly #kit: Kit;
	readonly #rooms = new Map<string, Room>();
	#people: Person[] = [];
	#typing: Promise<void>[] = [];
	#isTyping = false;
	#from = Infinity;
	#propagation: number[] = [];
	#shown: number[] = [];

	constructor(kit: Kit) {
		this.#kit = kit;
	}

	get people(): readonly Person[] {
		return this.#people;
	}

	/** Opens documents; returns the milliseconds until the last of the clients had its state. */
	async join(places: Place[]): Promise<number> {
		const began = now();
		// The first of each document alone: y-socket.io makes two documents of one otherwise.
		const firsts = places.filter(({ document }, at) => {
			const first = places.findIndex((place) => place.document === document);
			return first === at && !this.#rooms.has(document);
		});
		const others = places.filter((place) => !firsts.includes(place));
		for (const group of [firsts, others])
			for (let at = 0; at < group.length; at += AT_ONCE) {
				const people = group.slice(at, at + AT_ONCE).map((place) => this.#admit(place));
				const took = await until(() => people.every(({ client }) => client.isReady()), 30_000, 2);
				if (Number.isNaN(took)) throw new Error('not everybody could join within 30 s');
			}
		return round(now() - began);
	}

	#admit(place: Place): Person {
		const room = this.#rooms.get(place.document) ?? { people: [], writers: [] };
		this.#rooms.set(place.document, room);
		const person = new Person(this.#kit, place, room, (_, typedAt, delay) => {
			if (typedAt > this.#from) this.#shown.push(delay);
		});
		room.people.push(person);
		if (place.writes) room.writers.push(person);
		this.#people.push(person);
		return person;
	}

	/** The first of each document writes a page of so many characters, which all must get. */
	async write(characters: number): Promise<void> {
		const line = 'The taskforce takes note of the report and thanks its author. ';
		const text = line.repeat(Math.ceil(characters / line.length));
		for (const { people } of this.#rooms.values())
			addParagraphs(this.#kit, people[0]!.client.doc, [text.slice(0, characters)]);
		await this.untilEqual(5000);
	}

	/** Gives every writer a paragraph that all others of the document see. */
	async prepare(): Promise<void> {
		const isThin = this.#people.some(({ place }) => place.isThin);
		for (const { people, writers } of this.#rooms.values()) {
			const before = people[0]!.root.length;
			if (writers.length)
				addParagraphs(
					this.#kit,
					people[0]!.client.doc,
					writers.map(() => '0')
				);
			const isThere = () => people.every(({ root }) => root.length === before + writers.length);
			if (Number.isNaN(await until(isThere, 20_000)))
				throw new Error('the first paragraphs did not reach everybody within 20 s');
			for (const person of people)
				person.watch((receiver, writer, typedAt, delay) => {
					const counts = !isThin || receiver.place.isThin || writer.place.isThin;
					if (typedAt > this.#from && counts) this.#propagation.push(delay);
				});
		}
	}

	/** Lets the writers type so many strokes a second each, until `stop`. */
	async begin(rate: number): Promise<void> {
		this.#isTyping = true;
		const writers = this.#people.filter(({ room }) => room.writers.length);
		this.#typing = writers
			.filter((person) => person.room.writers.includes(person))
			.map((person) => this.#type(person, 1000 / rate));
	}

	async #type(person: Person, every: number): Promise<void> {
		await pause(Math.random() * every);
		while (this.#isTyping) {
			person.type();
			await pause(every * (0.75 + Math.random() / 2));
		}
	}

	async measure(seconds: number): Promise<Measured> {
		const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
		this.#propagation = [];
		this.#shown = [];
		this.#from = now();
		const from = this.#from;
		const cpu = process.cpuUsage();
		delay.enable();
		await pause(seconds * 1000);
		delay.disable();
		const { user, system } = process.cpuUsage(cpu);
		const end = now();
		await pause(300); // what was typed last is on its way
		this.#from = Infinity;
		const isMeasured = ({ at }: { at: number }) => at > from && at <= end;
		const writers = [...this.#rooms.values()].flatMap((room) => room.writers);
		return {
			propagation: summarise(this.#propagation),
			shown: summarise(this.#shown),
			strokes: writers.map(({ strokes }) =>
				strokes.map((at, index) => ({ n: index + 1, at })).filter(isMeasured)
			),
			lag: round(Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION)),
			cpu: round((user + system) / 1e6)
		};
	}

	/** Ends typing; returns how many documents differ when all had time to arrive. */
	async stop(limit = 5000): Promise<{ differ: number; typed: number }> {
		this.#isTyping = false;
		await Promise.all(this.#typing);
		await this.untilEqual(limit);
		const typed = this.#people.reduce((sum, { strokes }) => sum + strokes.length, 0);
		return { differ: this.#countDifferent(), typed };
	}

	#countDifferent(): number {
		let differ = 0;
		for (const { people } of this.#rooms.values()) {
			const states = people.map((person) => person.state());
			differ += states.filter((state) => state !== states[0]).length;
		}
		return differ;
	}

	/** Milliseconds until all documents have the same state; null when not within the limit. */
	async untilEqual(limit: number): Promise<number | null> {
		const took = await until(() => this.#countDifferent() === 0, limit, 20);
		return Number.isNaN(took) ? null : round(took);
	}

	/** Per writer: strokes typed, those called saved or synced, those that others have on screen. */
	async report(): Promise<Report[]> {
		return this.#people
			.filter((person) => person.room.writers.includes(person))
			.map(({ strokes, shown, seenByOthers, client, text }) => ({
				typed: strokes.length,
				shown: client.isShown() === undefined ? null : shown,
				seen: seenByOthers,
				text
			}));
	}

	/** Everybody goes, without a goodbye to anything still unsent. */
	async leave(): Promise<void> {
		this.#isTyping = false;
		await Promise.all(this.#typing);
		for (const { client } of this.#people) client.close();
		this.#people = [];
		this.#typing = [];
		this.#rooms.clear();
	}
}
