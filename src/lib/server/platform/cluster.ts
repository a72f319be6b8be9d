import { getHost } from './host.ts';
import { log, logFault } from './log.ts';
import { NotifyLine } from './notify-line.ts';

const CHANNEL = 'emvod_cluster';
const SIGN_OF_LIFE_EVERY = 3000;
const GONE_AFTER = 10_000;

/** A kind of message between the processes of one database. */
export interface Topic<T> {
	/** Tells the other processes, in order; nothing happens while there is none. */
	tell(message: T): void;
}
type Message = [topic: string, content: unknown];
type Hear = (content: never, from: string) => void;

/** What a domain wants to know about the other processes, by the id they speak under. */
export interface PeerWatch {
	/** It hears us from now on, and knows nothing yet. */
	came?(id: string): void;
	/** It said goodbye, or was silent too long. */
	gone?(id: string): void;
	/** Messages to us may have been lost: look for yourself. */
	missed?(): void;
}

const topics = new Map<string, Hear>();
const watches = new Map<string, PeerWatch>();

/** Declares a kind of message and what this process does when another tells it. */
export function topic<T>(name: string, hear: (content: T, from: string) => void): Topic<T> {
	topics.set(name, hear as Hear);
	return { tell: (message) => getHost().cluster?.tell(name, message) };
}

/** Follows the coming and going of other processes; one watch per name. */
export function watchPeers(name: string, watch: PeerWatch): void {
	watches.set(name, watch);
}

/** True while at least one other process works on this database. */
export function hasPeers(): boolean {
	return (getHost().cluster?.size ?? 0) > 0;
}

/** Finds the other processes on this database and stays in touch; alone it costs nothing else. */
export async function startCluster(url: string): Promise<void> {
	const host = getHost();
	await host.cluster?.close();
	host.cluster = new Cluster(url);
	await host.cluster.open();
}

interface Peer {
	number: number;
	heardAt: number;
}

/**
 * The processes that share one database (docs/decisions/017). Each tells the others what concerns
 * their people; whoever notices a gap in somebody's numbers, or was out of touch, is told `missed`
 * and looks into the database, which is the truth.
 */
export class Cluster {
	readonly #line: NotifyLine;
	readonly #peers = new Map<string, Peer>();
	#outgoing: Message[] = [];
	#isSending = false;
	#isMissed = false;
	#echoAt = Date.now();
	#tickedAt = Date.now();
	#timer: NodeJS.Timeout | undefined;

	constructor(url: string) {
		this.#line = new NotifyLine(url, CHANNEL, {
			heard: (text, from, number) => this.#hear(text, from, number),
			opened: () => {
				this.#echoAt = Date.now();
				this.#say(['hello', null]);
			}
		});
	}

	get size(): number {
		return this.#peers.size;
	}

	async open(): Promise<void> {
		this.#timer = setInterval(() => this.#tick(), SIGN_OF_LIFE_EVERY).unref();
		await this.#line.open();
	}

	tell(name: string, content: unknown): void {
		if (this.#peers.size) this.#say([name, content]);
	}

	/** Says goodbye and ends. */
	async close(): Promise<void> {
		clearInterval(this.#timer);
		await this.#line.send(JSON.stringify([...this.#outgoing.splice(0), ['bye', null]]));
		await this.#line.close();
	}

	#say(...messages: Message[]): void {
		this.#outgoing.push(...messages);
		if (this.#isSending) return;
		this.#isSending = true;
		setImmediate(() => void this.#send());
	}

	/** All that is to be said goes in one piece, and gathers while the last is under way. */
	async #send(): Promise<void> {
		while (this.#outgoing.length) await this.#line.send(JSON.stringify(this.#outgoing.splice(0)));
		this.#isSending = false;
	}

	#hear(text: string, from: string, number: number): void {
		if (from === this.#line.id) return void (this.#echoAt = Date.now());
		const messages = JSON.parse(text) as Message[];
		const peer = this.#peers.get(from);
		const isGoing = messages.some(([name]) => name === 'bye');
		if (isGoing && !peer) return;
		if (peer && number !== peer.number + 1) this.#miss();
		this.#peers.set(from, { number, heardAt: Date.now() });
		if (!peer) {
			log.info({ process: from }, 'another process works on this database');
			this.#say(['welcome', from]);
			this.#call('came', from);
		}
		for (const [name, content] of messages) this.#take(name, content, from, peer !== undefined);
		if (isGoing) this.#part(from);
	}

	#take(name: string, content: unknown, from: string, isKnown: boolean): void {
		if (name === 'here' || name === 'bye') return;
		// Its line was broken, or it is new: from our welcome on it hears everything from us.
		if (name === 'hello') return void (isKnown && this.#say(['welcome', from]));
		if (name === 'welcome') return void (content === this.#line.id && this.#miss());
		try {
			topics.get(name)?.(content as never, from);
		} catch (fault) {
			logFault(fault, `message ${name} of another process`);
		}
	}

	#tick(): void {
		const now = Date.now();
		const isLate = now - this.#tickedAt > 2 * SIGN_OF_LIFE_EVERY;
		this.#tickedAt = now;
		this.#say(['here', null]);
		if (isLate) return; // we slept, perhaps not they: what they said is still to be read
		if (now - this.#echoAt > GONE_AFTER) {
			this.#echoAt = now;
			this.#line.reset();
		}
		for (const [id, { heardAt }] of this.#peers) if (now - heardAt > GONE_AFTER) this.#part(id);
	}

	#part(id: string): void {
		if (!this.#peers.delete(id)) return;
		log.info({ process: id }, 'another process is gone');
		this.#call('gone', id);
	}

	#miss(): void {
		if (this.#isMissed) return;
		this.#isMissed = true;
		setTimeout(() => {
			this.#isMissed = false;
			this.#call('missed');
		}, 50).unref();
	}

	#call(what: 'came' | 'gone' | 'missed', id = ''): void {
		for (const [name, watch] of watches)
			try {
				watch[what]?.(id);
			} catch (fault) {
				logFault(fault, `${name}: another process ${what}`);
			}
	}
}
