import type { Bench } from '../bench.ts';
import { now, pause, until } from '../clock.ts';
import { percentile } from '../../support/record.ts';
import { round } from '../samples.ts';
import { makeFolder, type Server } from '../servers.ts';
import type { Subject } from '../subjects.ts';
import type { Users } from '../users.ts';

export interface Crashed {
	kills: number;
	typed: number;
	/** Strokes that the writer was told of: saved, synced; where nothing is told, seen by others. */
	acknowledged: number;
	/** Of these, missing after the restart. */
	lost: number;
	/** Kills after which at least one was missing. */
	killsWithLoss: number;
	/** Paragraphs whose text is not what was typed, in order and once. */
	garbled: number;
	/** From the kill until the first reader had the document again, ms, median. */
	backAfter: number;
}

const LANES = 4;
const [PEOPLE, TYPISTS, RATE] = [10, 5, 10];

interface Kill {
	typed: number;
	acknowledged: number;
	lost: number;
	garbled: number;
	backAfter: number;
}

/**
 * W6: SIGKILL at a random moment of typing, every client gone with it, a new server, a new reader.
 * Several servers side by side: nothing here is a matter of speed.
 */
export async function crash(
	bench: Bench,
	subject: Subject,
	{ kills, longest }: { kills: number; longest: number }
): Promise<Crashed> {
	const done: Kill[] = [];
	let left = kills;
	const lane = async () => {
		const folder = makeFolder();
		const users = await bench.startUsers(subject);
		let server = await bench.startServer(subject, { env: { LEVEL: folder.path } });
		try {
			while (left-- > 0) {
				const after = 300 + Math.random() * longest;
				const { kill, next } = await killOnce(bench, subject, { server, users, after, folder });
				server = next;
				done.push(kill);
			}
		} finally {
			await users.end();
			await server.stop();
			folder.remove();
		}
	};
	await Promise.all(Array.from({ length: Math.min(LANES, kills) }, lane));
	const sum = (field: keyof Kill) => done.reduce((total, kill) => total + kill[field], 0);
	return {
		kills: done.length,
		typed: sum('typed'),
		acknowledged: sum('acknowledged'),
		lost: sum('lost'),
		killsWithLoss: done.filter(({ lost }) => lost > 0).length,
		garbled: sum('garbled'),
		backAfter: round(
			percentile(
				done.map(({ backAfter }) => backAfter),
				0.5
			),
			0
		)
	};
}

interface Scene {
	server: Server;
	users: Users;
	after: number;
	folder: { path: string };
}

async function killOnce(
	bench: Bench,
	subject: Subject,
	{ server, users, after, folder }: Scene
): Promise<{ kill: Kill; next: Server }> {
	const [document] = await bench.newDocuments(subject, 1);
	await users.ask('join', bench.seat(document!, server.port, PEOPLE, TYPISTS));
	await users.ask('prepare');
	await users.ask('begin', RATE);
	await pause(after);
	const killed = now();
	await server.stop('SIGKILL');
	await pause(100); // answers that were on the line are read
	const writers = await users.ask('report');
	await users.ask('leave');
	const { port } = server;
	const next = await bench.startServer(subject, { port, env: { LEVEL: folder.path } });
	await users.ask('join', bench.seat(document!, port, 1, 0));
	const backAfter = now() - killed;
	// A store that loads after the answer (y-socket.io) gets a moment.
	let texts = await users.ask('paragraphs', 0);
	await until(async () => (texts = await users.ask('paragraphs', 0)).length > 0, 500, 50);
	await users.ask('leave');
	const kill = { typed: 0, acknowledged: 0, lost: 0, garbled: 0, backAfter };
	writers.forEach(({ typed, shown, seen, text }, place) => {
		const acknowledged = shown ?? seen;
		const found = texts[place] ?? '';
		kill.typed += typed;
		kill.acknowledged += acknowledged;
		kill.lost += Math.max(0, acknowledged - Math.max(0, found.length - 1));
		if (!text.startsWith(found)) kill.garbled++;
	});
	return { kill, next };
}
