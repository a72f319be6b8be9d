import fc from 'fast-check';
import type { Socket } from 'socket.io-client';
import * as Y from 'yjs';
import type { Actor } from '#lib/model/actor.ts';
import { createReplica } from '#lib/model/note-replica.ts';
import { NOTES_ROOT } from '#lib/model/note.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { fromBase64 } from '#lib/realtime/base64.ts';
import type { NotesProvider } from '#lib/realtime/notes-provider.ts';
import { restore } from '#lib/server/notes/document.ts';
import { readLogs } from '#lib/server/notes/log.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { FlakySocket, type Fate } from './flaky-socket.ts';
import { connectTo } from './live.ts';
import { makeNotesWorld, openNotes, until } from './notes.ts';
import { startProcess, type ServerProcess } from './processes.ts';
import { layRelay, through, type Relay } from './relay.ts';

/** One thing that happens; `at` chooses the client, `place` where in the text. */
type Step =
	| { kind: 'insert' | 'add' | 'remove' | 'mark'; at: number; place: number }
	| { kind: 'break'; at: number }
	| { kind: 'outage'; way: 'cut' | 'mute' | 'stall'; ms: number }
	| { kind: 'kill'; at: number; move: boolean }
	| { kind: 'wait'; ms: number };

const at = fc.nat(3);
const edit = fc.record({
	kind: fc.constantFrom('insert', 'insert', 'insert', 'add', 'remove', 'mark'),
	at,
	place: fc.nat(999).map((thousandth) => thousandth / 1000)
});
const trouble = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('break'), at }) },
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('outage'),
			way: fc.constantFrom('cut', 'mute', 'stall'),
			ms: fc.integer({ min: 50, max: 400 })
		})
	}
);
const quiet = fc.record({ kind: fc.constant('wait'), ms: fc.integer({ min: 1, max: 60 }) });
const step = fc.oneof(
	{ weight: 20, arbitrary: edit },
	{ weight: 2, arbitrary: trouble },
	{ weight: 8, arbitrary: quiet }
) as fc.Arbitrary<Step>;
const kill = fc.record({
	kind: fc.constant('kill'),
	at: fc.nat(1),
	move: fc.boolean()
}) as fc.Arbitrary<Step>;
const fate = fc.oneof(
	{ weight: 40, arbitrary: fc.constant('arrives') },
	{ weight: 1, arbitrary: fc.constant('lost') },
	{ weight: 3, arbitrary: fc.constant('twice') },
	{ weight: 4, arbitrary: fc.constant('late') },
	{ weight: 1, arbitrary: fc.constant('answer lost') }
) as fc.Arbitrary<Fate>;

/** A run: edits and troubles with one crash of a server in the middle. */
export const story = fc.record({
	before: fc.array(step, { minLength: 25, maxLength: 60 }),
	kill,
	after: fc.array(step, { minLength: 15, maxLength: 50 }),
	fates: fc.infiniteStream(fate)
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** Two server processes on one database, the lines to both of which can be spoilt. */
export class ChaosStage {
	readonly #db: Db;
	readonly #url: string;
	readonly #actors: Actor[];
	readonly #line: Relay;
	readonly #processes: ServerProcess[];
	readonly world: Awaited<ReturnType<typeof makeNotesWorld>>;

	private constructor(
		db: Db,
		url: string,
		world: ChaosStage['world'],
		actors: Actor[],
		line: Relay,
		processes: ServerProcess[]
	) {
		this.#db = db;
		this.#url = url;
		this.world = world;
		this.#actors = actors;
		this.#line = line;
		this.#processes = processes;
	}

	static async open(db: Db, url: string): Promise<ChaosStage> {
		const world = await makeNotesWorld(db);
		const actors: Actor[] = [];
		for (const name of ['Ana', 'Ben', 'Cleo', 'Dan']) actors.push(await world.addPerson(name));
		const line = await layRelay(Number(new URL(url).port));
		const relayed = through(line, url);
		const processes = await Promise.all([0, 1].map(() => startProcess(relayed, actors)));
		return new ChaosStage(db, relayed, world, actors, line, processes);
	}

	async close(): Promise<void> {
		this.#line.close();
		await Promise.all(this.#processes.map((one) => one.end('SIGKILL')));
	}

	/** Plays a story in a fresh item. @throws when anything acknowledged is lost or anybody differs */
	async play(itemId: string, { before, kill, after, fates }: Story): Promise<{ words: number }> {
		const writers: Writer[] = [];
		for (const [n, actor] of this.#actors.entries())
			writers.push(
				await Writer.join(this.#processes[n % 2]!, actor, itemId, () => fates.next().value)
			);
		try {
			for (const one of [...before, kill, ...after]) await this.#happen(one, writers, itemId);
			this.#line.mend();
			for (const { socket } of writers) socket.isFlaky = false;
			for (const { socket } of writers) socket.break(); // the bad lines are gone for good
			const isSaved = () => writers.every(({ provider }) => provider.state === 'saved');
			await until(isSaved, 'all saved', PATIENCE).catch(() => {
				const states = writers.map(({ provider }) => provider.refusal?.code ?? provider.state);
				throw new Error(`not everything is saved: ${states.join(', ')}`);
			});
			const isEqual = () => new Set(writers.map((one) => one.picture())).size === 1;
			await until(isEqual, 'all equal', PATIENCE);
			await this.#compare(writers, itemId);
			return { words: writers.reduce((sum, { typed }) => sum + typed, 0) };
		} finally {
			for (const writer of writers) writer.close();
		}
	}

	async #happen(one: Step, writers: Writer[], itemId: string): Promise<void> {
		switch (one.kind) {
			case 'wait':
				return pause(one.ms);
			case 'break':
				return writers[one.at]!.socket.break();
			case 'outage':
				this.#line[one.way]();
				await pause(one.ms);
				return this.#line.mend();
			case 'kill':
				return this.#kill(one, writers, itemId);
			default:
				writers[one.at]!.edit(one.kind, one.place);
		}
	}

	async #kill(
		{ at: place, move }: Extract<Step, { kind: 'kill' }>,
		writers: Writer[],
		itemId: string
	): Promise<void> {
		const dying = this.#processes[place]!;
		const other = this.#processes[1 - place]!;
		this.#line.mute(); // commits go through, and nobody learns of it
		for (const writer of writers) writer.edit('insert', 0.5);
		await pause(30);
		const moving = writers.filter(({ relay }) => relay.target === dying.port);
		if (move) for (const { relay } of moving) relay.target = other.port;
		await dying.end('SIGKILL');
		this.#line.mend();
		await this.#requireAcknowledged(writers, itemId);
		this.#processes[place] = await startProcess(this.#url, this.#actors, dying.port);
	}

	async #requireAcknowledged(writers: Writer[], itemId: string): Promise<void> {
		// Before the log is read: more are committed and acknowledged while it is on its way.
		const acknowledged = writers.flatMap(({ socket }) => [...socket.acknowledged]);
		const doc = await this.#replay(itemId);
		for (const update of acknowledged) {
			let isNew = false;
			doc.once('update', () => (isNew = true));
			Y.applyUpdate(doc, fromBase64(update));
			if (isNew) throw new Error('an acknowledged update is not in the log');
		}
	}

	async #compare(writers: Writer[], itemId: string): Promise<void> {
		await this.#requireAcknowledged(writers, itemId);
		const live = writers[0]!.picture();
		if (draw(await this.#replay(itemId)) !== live)
			throw new Error('replaying the log does not give the live text');
		const { id } = await this.#db
			.selectFrom('doc')
			.select('id')
			.where('agendaItemId', '=', itemId)
			.executeTakeFirstOrThrow();
		const log = (await readLogs(this.#db, [id])).get(id)!;
		const middle = Math.floor(log.updates.length / 2);
		const [half, compacted, loaded] = [createReplica(), createReplica(), createReplica()];
		restore(half, { ...log, updates: log.updates.slice(0, middle) });
		const snapshot = Y.encodeStateAsUpdate(half);
		restore(compacted, { ...log, snapshot, updates: log.updates.slice(middle) });
		if (draw(compacted) !== live) throw new Error('compaction changes the text');
		restore(loaded, log);
		if (draw(loaded) !== live) throw new Error('loading gives another text');
	}

	/** All rows of the log, without any snapshot. */
	async #replay(itemId: string): Promise<Y.Doc> {
		const rows = await this.#db
			.selectFrom('docUpdate')
			.innerJoin('doc', 'doc.id', 'docUpdate.docId')
			.select(['seq', 'bytes'])
			.where('doc.agendaItemId', '=', itemId)
			.orderBy('seq')
			.execute();
		if (rows.some(({ seq }, n) => seq !== n + 1)) throw new Error('the log has a gap');
		const doc = createReplica();
		for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
		if (doc.store.pendingStructs) throw new Error('the log lacks what a row builds on');
		return doc;
	}
}

/** A machine under load may take its time; nobody waits this long in vain. */
const PATIENCE = 45_000;

class Writer {
	readonly socket: FlakySocket;
	readonly provider: NotesProvider;
	readonly relay: Relay;
	typed = 0;
	readonly #raw: Socket;

	private constructor(socket: FlakySocket, provider: NotesProvider, relay: Relay, raw: Socket) {
		this.socket = socket;
		this.provider = provider;
		this.relay = relay;
		this.#raw = raw;
	}

	static async join(server: ServerProcess, actor: Actor, itemId: string, fates: () => Fate) {
		const relay = await layRelay(server.port);
		const raw = await connectTo(relay.port, actor.personId);
		const socket = new FlakySocket(raw, fates);
		const provider = openNotes(socket as unknown as Socket, itemId, { personId: actor.personId });
		await until(() => provider.hasJoined, 'joined');
		return new Writer(socket, provider, relay, raw);
	}

	picture(): string {
		return draw(this.provider.doc);
	}

	edit(kind: 'insert' | 'add' | 'remove' | 'mark', place: number): void {
		const root = this.provider.doc.getXmlFragment(NOTES_ROOT);
		if (kind === 'add' || root.length === 0)
			return void writeParagraphs(this.provider.doc, [paragraph(`p${++this.typed} `)]);
		const index = Math.floor(place * root.length);
		const element = root.get(index) as Y.XmlElement;
		const text = element.get(0) as Y.XmlText | undefined;
		if (!text) return;
		const offset = Math.floor(((place * 997) % 1) * text.length);
		if (kind === 'insert') text.insert(offset, `w${++this.typed} `);
		else if (kind === 'mark') text.format(offset, Math.min(3, text.length - offset), { bold: {} });
		else if (root.length > 3 && place > 0.8) root.delete(index, 1);
		else text.delete(offset, Math.min(2, text.length - offset));
	}

	close(): void {
		this.provider.destroy();
		this.#raw.close();
		this.relay.close();
	}
}

/** A text with its whole history: equal only for documents that hold the same. */
function draw(doc: Y.Doc): string {
	const vector = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
	return `${doc.getXmlFragment(NOTES_ROOT).toString()} ${JSON.stringify(vector)}`;
}

function pause(ms: number): Promise<void> {
	return new Promise((done) => setTimeout(done, ms));
}
