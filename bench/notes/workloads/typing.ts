import type { Bench } from '../bench.ts';
import { pause } from '../clock.ts';
import type { Measured } from '../crowd.ts';
import { residentMegabytes } from '../machine.ts';
import type { Place } from '../person.ts';
import { round, summarise, type Summary } from '../samples.ts';
import type { Server } from '../servers.ts';
import { watchRow } from '../stored.ts';
import type { Subject } from '../subjects.ts';
import type { Users } from '../users.ts';

export interface Load {
	people: number;
	typists: number;
	/** Strokes a second of each typist. */
	rate: number;
	warmSeconds: number;
	seconds: number;
}

/** One measurement of people typing together. Times in ms, processor time in seconds. */
export interface Typed {
	propagation: Summary;
	/** Until the row or the log has it; null where it is never known. */
	saved: Summary | null;
	/** Until the provider says so. */
	shown: Summary;
	/** Strokes that were not stored within 14 s after the last. */
	unstored: number;
	cpu: number;
	postgresCpu: number;
	/** The same for 10,000 deliveries of a stroke to somebody else, which no slow moment changes. */
	cpuPer10k: number;
	postgresCpuPer10k: number;
	rss: number;
	serverDelay: number;
	lag: number;
	differ: number;
	/** Whether the generator itself was in time; else the repetition says nothing of the server. */
	isValid: boolean;
	/** Invalid repetitions before this one. */
	thrownAway: number;
}

/** Above this event-loop delay (ms, p99) of the generator a repetition counts for nothing. */
const LATEST = 20;
const MOST_TRIES = 2;

/** One repetition with a server of its own; repeated when the generator was late. */
export async function typeTogether(bench: Bench, subject: Subject, load: Load): Promise<Typed> {
	for (let thrownAway = 0; ; thrownAway++) {
		const server = await bench.startServer(subject);
		const users = await bench.startUsers(subject);
		try {
			const [document] = await bench.newDocuments(subject, 1);
			const places = bench.seat(document!, server.port, load.people, load.typists);
			await users.ask('join', places);
			const typed = await typeInto(bench, subject, { server, users, places, load });
			if (typed.isValid || thrownAway + 1 >= MOST_TRIES) return { ...typed, thrownAway };
		} finally {
			await users.end();
			await server.stop();
		}
	}
}

/** The measurement itself, with everybody in the document. */
export async function typeInto(
	bench: Bench,
	subject: Subject,
	{ server, users, places, load }: Running
): Promise<Typed> {
	await users.ask('prepare');
	const watch = subject.kind === 'hocuspocus' ? watchOf(bench, subject, places, load) : undefined;
	await users.ask('begin', load.rate);
	await pause(load.warmSeconds * 1000);
	await server.delay();
	const before = bench.cpu(server);
	const measured = await users.ask('measure', load.seconds);
	const after = bench.cpu(server);
	const serverDelay = round(await server.delay());
	const { differ } = await users.ask('stop', 5000);
	const stored = await watch?.end(measured.strokes, 14_000);
	const cpu = after.server - before.server;
	const postgresCpu = after.postgres - before.postgres;
	const per10k = 10_000 / measured.propagation.n;
	return {
		propagation: measured.propagation,
		saved: stored ? summarise(stored.delays) : savedOf(subject, measured),
		shown: measured.shown,
		unstored: stored?.missing ?? 0,
		cpu: round(cpu),
		postgresCpu: round(postgresCpu),
		cpuPer10k: round(cpu * per10k, 3),
		postgresCpuPer10k: round(postgresCpu * per10k, 3),
		rss: round(residentMegabytes(server.pid), 0),
		serverDelay,
		lag: measured.lag,
		differ,
		isValid: measured.lag <= LATEST,
		thrownAway: 0
	};
}

export interface Running {
	server: Server;
	users: Users;
	places: Place[];
	load: Load;
}

function watchOf(bench: Bench, { debounce }: Subject, places: Place[], { typists }: Load) {
	return watchRow(bench.rivalsPool, places[0]!.document, typists, debounce === 0 ? 10 : 100);
}

function savedOf({ kind }: Subject, { shown }: Measured): Summary | null {
	return kind === 'ours' ? shown : null;
}
