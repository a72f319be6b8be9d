import { OFFENCES, type Offence } from '../acts/offences.ts';
import type { Bench } from '../bench.ts';
import { pause } from '../clock.ts';
import type { Server } from '../servers.ts';
import type { Subject } from '../subjects.ts';
import type { Users } from '../users.ts';

export interface Abused {
	offence: Offence | 'foreign document';
	/** The refusal's code, `cut`, `taken`, `sent` (no answer in the protocol), `–` (no such thing). */
	answer: string;
	/** Whether others have it in their document, or a false name at a caret. */
	felt: boolean;
	isAlive: boolean;
	/** p99 of the others' propagation before and meanwhile, ms. */
	p99Before: number | null;
	p99: number | null;
}

const [PEOPLE, TYPISTS, RATE] = [8, 3, 10];
const SECONDS = 1.5;

/** W7: somebody does what must not be done, while others write. */
export async function abuse(bench: Bench, subject: Subject): Promise<Abused[]> {
	const abused: Abused[] = [];
	let scene: Scene | undefined;
	try {
		for (const offence of OFFENCES) {
			scene ??= await open(bench, subject);
			const one = await commit(scene, offence);
			abused.push(one);
			// Later offences want a clean document, and a server that lives.
			if (one.felt || !one.isAlive) {
				await close(scene);
				scene = undefined;
			}
		}
		scene ??= await open(bench, subject);
		abused.push(await trespass(bench, subject, scene));
	} finally {
		if (scene) await close(scene);
	}
	return abused;
}

interface Scene {
	server: Server;
	users: Users;
	document: string;
	offender: { users: Users; person: string };
	p99Before: number | null;
}

async function open(bench: Bench, subject: Subject): Promise<Scene> {
	const server = await bench.startServer(subject);
	const users = await bench.startUsers(subject);
	const [document] = await bench.newDocuments(subject, 1);
	const places = bench.seat(document!, server.port, PEOPLE + 1, TYPISTS);
	await users.ask('join', places.slice(0, PEOPLE));
	await users.ask('prepare');
	await users.ask('begin', RATE);
	await pause(1000);
	const { propagation } = await users.ask('measure', SECONDS);
	const { person } = places[PEOPLE]!;
	const offender = { users: await bench.startUsers(subject), person };
	return { server, users, document: document!, offender, p99Before: propagation.p99 };
}

async function commit(
	{ server, users, document, offender, p99Before }: Scene,
	offence: Offence
): Promise<Abused> {
	const target = { document, person: offender.person, port: server.port };
	const victim = await users.ask('victim');
	let felt = false;
	let isOver = false;
	const look = async () => {
		// While the offender is there: some servers tidy up behind who leaves.
		for (; !felt && !isOver; await pause(100)) felt = await users.ask('feels');
	};
	const looking = look();
	const [measured, answer] = await Promise.all([
		users.ask('measure', SECONDS),
		offender.users.ask('offend', offence, target, victim)
	]);
	// Megabytes take their time to reach the others; what was cut never comes.
	if (offence === '2 MB at once' && answer === 'sent') await pause(2500);
	isOver = true;
	await looking;
	const isAlive = server.isAlive();
	const p99 = isAlive ? measured.propagation.p99 : null;
	return { offence, answer: isAlive ? answer : 'the process died', felt, isAlive, p99Before, p99 };
}

async function trespass(
	bench: Bench,
	subject: Subject,
	{ server, offender, document, p99Before }: Scene
): Promise<Abused> {
	const person = subject.kind === 'ours' ? bench.stranger : '';
	const answer = await offender.users.ask('enter', { document, person, port: server.port });
	const felt = answer === 'let in';
	const isAlive = server.isAlive();
	return { offence: 'foreign document', answer, felt, isAlive, p99Before, p99: null };
}

async function close({ server, users, offender }: Scene): Promise<void> {
	await users.end();
	await offender.users.end();
	await server.stop();
}
