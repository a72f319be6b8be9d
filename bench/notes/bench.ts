import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Actor } from '#lib/model/actor.ts';
import { createDatabase, createPool, type Db } from '#lib/server/platform/db.ts';
import type { Pool } from 'pg';
import { claimSlot } from '../../scripts/claim.ts';
import { migrate } from '../../scripts/migrate.ts';
import { root } from '../../scripts/paths.ts';
import { choosePorts, findFreePort } from '../../scripts/ports.ts';
import { clearPostgres, startPostgres } from '../../scripts/postgres.ts';
import { createEmptyDatabase } from '../../scripts/scratch.ts';
import { addItem, makeNotesWorld, type NotesWorld } from '../../tests/support/notes.ts';
import { canPin, cpuSeconds, pin, treeSeconds } from './machine.ts';
import type { Place } from './person.ts';
import { makeFolder, startServer, type Given, type Server } from './servers.ts';
import type { Subject } from './subjects.ts';
import { startUsers, type Users } from './users.ts';

const MOST_PEOPLE = 200;
/** The server alone on one core; the users and PostgreSQL on the other. */
const SERVER_CORE = 0;
const OTHER_CORE = 1;

/** What every workload needs: one PostgreSQL with fsync on, people, documents, processes. */
export class Bench {
	readonly db: Db;
	readonly rivalsPool: Pool;
	readonly world: NotesWorld;
	readonly isPinned: boolean;
	readonly #urls: { ours: string; rivals: string };
	readonly #postgres: { pid: number };
	readonly #people: string[];
	readonly #actors: string;
	readonly #level = makeFolder();
	readonly #ends: Array<() => Promise<void> | void>;
	/** Somebody with an account and no right here. */
	readonly stranger: string;
	#documents = 0;

	constructor(made: Made, isPinned: boolean) {
		const { postgres, urls, world, people, ends } = made;
		this.db = made.db;
		this.rivalsPool = made.rivalsPool;
		this.world = world;
		this.isPinned = isPinned && canPin;
		this.#postgres = postgres;
		this.#urls = urls;
		this.#people = people.slice(1);
		this.stranger = people[0]!;
		this.#actors = JSON.stringify([...world.actors.values()]);
		this.#ends = [() => this.#level.remove(), ...ends];
		if (this.isPinned) pin(postgres.pid, OTHER_CORE);
	}

	get url(): string {
		return this.#urls.ours;
	}

	/** Names of documents that nobody has written in. */
	async newDocuments(subject: Subject, count: number): Promise<string[]> {
		const names: string[] = [];
		for (let n = 0; n < count; n++) {
			const rank = `n${String(++this.#documents).padStart(6, '0')}`;
			names.push(
				subject.kind === 'ours' ? await addItem(this.db, this.world.meetingId, rank) : randomUUID()
			);
		}
		return names;
	}

	/** Places of so many people in one document, of whom the first write. */
	seat(document: string, port: number, people: number, writers: number, from = 0): Place[] {
		return Array.from({ length: people }, (_, n) => ({
			document,
			port,
			person: this.#people[(from + n) % this.#people.length]!,
			writes: n < writers
		}));
	}

	async startServer(subject: Subject, given: Wish = {}): Promise<Server> {
		const env: Record<string, string> = { PG_URL: this.#urls.rivals };
		if (subject.debounce !== undefined) env.DEBOUNCE = String(subject.debounce);
		if (subject.store === 'leveldb') env.LEVEL = join(this.#level.path, randomUUID());
		const port = given.port ?? (await findFreePort());
		const actors = given.actors ? JSON.stringify(given.actors) : this.#actors;
		const args = subject.kind === 'ours' ? [this.#urls.ours, String(port), actors] : [];
		const core = this.isPinned ? SERVER_CORE : undefined;
		return startServer(subject, { args, core, ...given, port, env: { ...env, ...given.env } });
	}

	startUsers(subject: Subject): Promise<Users> {
		return startUsers(subject.kind, this.isPinned ? OTHER_CORE : undefined);
	}

	/** Processor seconds of the server and of PostgreSQL so far. */
	cpu(server: Server): { server: number; postgres: number } {
		return { server: cpuSeconds(server.pid), postgres: treeSeconds(this.#postgres.pid) };
	}

	async end(): Promise<void> {
		for (const end of this.#ends) await end();
	}
}

type Wish = Partial<Given> & { actors?: Actor[] };

interface Made {
	db: Db;
	rivalsPool: Pool;
	world: NotesWorld;
	people: string[];
	postgres: { pid: number };
	urls: { ours: string; rivals: string };
	ends: Array<() => Promise<void> | void>;
}

export async function openBench(isPinned: boolean): Promise<Bench> {
	const { data, release } = claimSlot(join(root, '.emvod/bench'));
	await clearPostgres(data);
	const { postgres: port } = await choosePorts(data);
	const postgres = await startPostgres({ data, port }); // with fsync: "saved" must mean it
	const ours = await createEmptyDatabase(postgres.url, 'emvod_bench_notes');
	const rivals = await createEmptyDatabase(postgres.url, 'emvod_bench_rivals');
	await migrate(ours);
	const rivalsPool = createPool(rivals, 4);
	await rivalsPool.query(`CREATE TABLE documents (
		name text PRIMARY KEY, data bytea NOT NULL, version bigint NOT NULL DEFAULT 1)`);
	const db = createDatabase(createPool(ours, 4));
	const world = await makeNotesWorld(db);
	const people = [(await world.addPerson('Stranger', {})).personId];
	for (let n = 0; n < MOST_PEOPLE; n++)
		people.push((await world.addPerson(`Person ${n}`)).personId);
	const ends = [() => db.destroy(), () => rivalsPool.end(), () => postgres.stop(), release];
	return new Bench(
		{ db, rivalsPool, world, people, postgres, urls: { ours, rivals }, ends },
		isPinned
	);
}
