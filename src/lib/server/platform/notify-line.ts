import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { log } from './log.ts';
import { cut } from './silence.ts';

/** PostgreSQL takes less than 8000 bytes per NOTIFY; the text is ASCII, so signs are bytes. */
const LONGEST_PIECE = 7800;
const SLOWEST_RETRY = 4000;

interface Ears {
	/** One text of a sender; numbers of a sender are gapless unless something was lost. */
	heard(text: string, from: string, number: number): void;
	/** The line is laid, the first time or again. */
	opened(): void;
}

/**
 * Texts of any length to every process on one database by LISTEN/NOTIFY, over a connection of its
 * own that is laid again when it breaks. What one sender sends arrives in order; what is sent while
 * the line is broken is lost, which its numbers tell.
 */
export class NotifyLine {
	/** This process among the others. */
	readonly id = randomBytes(6).toString('hex');
	readonly #url: string;
	readonly #channel: string;
	readonly #ears: Ears;
	readonly #halves = new Map<string, { number: number; pieces: string[] }>();
	#client: pg.Client | undefined;
	#sent = 0;
	#failures = 0;
	#isClosed = false;
	#sending: Promise<void> = Promise.resolve();

	constructor(url: string, channel: string, ears: Ears) {
		this.#url = url;
		this.#channel = channel;
		this.#ears = ears;
	}

	/** Lays the line; resolves after the first attempt, whether or not it worked. */
	async open(): Promise<void> {
		const client = new pg.Client({
			connectionString: this.#url,
			application_name: 'emvod cluster',
			connectionTimeoutMillis: 5000,
			keepAlive: true
		});
		client.on('error', () => this.reset(client));
		client.on('end', () => this.reset(client));
		client.on('notification', ({ payload }) => this.#take(payload ?? ''));
		this.#client = client;
		try {
			await client.connect();
			// A message is no record: it need not wait for the disk.
			await client.query(`SET synchronous_commit = off; LISTEN ${this.#channel}`);
			if (this.#client !== client) return;
			this.#failures = 0;
			this.#ears.opened();
		} catch (fault) {
			if (this.#failures === 0)
				log.warn({ reason: (fault as Error).message }, 'line to the other processes');
			this.reset(client);
		}
	}

	/** Gives the connection up and lays it again. */
	reset(client = this.#client): void {
		if (!client || client !== this.#client) return;
		this.#client = undefined;
		cut(client); // whatever waits on it fails now; a dead line would never say so
		if (this.#isClosed) return;
		const wait = Math.min(SLOWEST_RETRY, 100 * 2 ** this.#failures++);
		setTimeout(() => void (this.#isClosed || this.open()), wait).unref();
	}

	/** Sends to every process, this one too. Never throws. */
	send(text: string): Promise<void> {
		const number = ++this.#sent;
		const ascii = text.replace(
			/[\u0080-\uffff]/g,
			(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
		);
		const count = Math.max(1, Math.ceil(ascii.length / LONGEST_PIECE));
		const pieces = Array.from(
			{ length: count },
			(_, at) =>
				`${this.id} ${number} ${at + 1}/${count} ` +
				ascii.slice(at * LONGEST_PIECE, (at + 1) * LONGEST_PIECE)
		);
		const client = this.#client;
		this.#sending = (async () => {
			try {
				await client?.query(
					`SELECT pg_notify('${this.#channel}', piece)
					FROM (SELECT piece FROM unnest($1::text[]) WITH ORDINALITY AS p(piece, at) ORDER BY at) AS o`,
					[pieces]
				);
			} catch {
				this.reset(client);
			}
		})();
		return this.#sending;
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		await this.#sending;
		await this.#client?.end().catch(() => undefined);
	}

	#take(piece: string): void {
		const found = /^(\w+) (\d+) (\d+)\/(\d+) /.exec(piece);
		if (!found) return;
		const [head, from, number, at, of] = found as unknown as [
			string,
			string,
			string,
			string,
			string
		];
		const before = this.#halves.get(from);
		const half =
			before?.number === Number(number) ? before : { number: Number(number), pieces: [] };
		this.#halves.set(from, half);
		half.pieces.push(piece.slice(head.length));
		if (at !== of) return;
		this.#halves.delete(from);
		if (half.pieces.length === Number(of))
			this.#ears.heard(half.pieces.join(''), from, half.number);
	}
}
