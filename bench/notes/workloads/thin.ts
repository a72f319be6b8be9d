import type { Bench } from '../bench.ts';
import { pause } from '../clock.ts';
import { openRelay } from '../relay.ts';
import { round, type Summary } from '../samples.ts';
import type { Subject } from '../subjects.ts';

export interface Thin {
	/** Of strokes over the thin line, in both directions, with a stall of 2 s in between. */
	propagation: Summary;
	/** Kilobytes over the line in that time. */
	up: number;
	down: number;
	/** From the return of the line until all documents were equal, ms; null: not within 60 s. */
	catchUp: number | null;
	offlineEdits: number;
	outage: number;
}

const LINE = { bytesPerSecond: 32_000, delay: 150 };
const [PEOPLE, RATE, STALL, EDITS] = [6, 5, 2000, 500];

/** W8: one of six writes over 256 kbit/s, 300 ms there and back; then the line breaks. */
export async function useThinLine(
	bench: Bench,
	subject: Subject,
	{ seconds, outage }: { seconds: number; outage: number }
): Promise<Thin> {
	const server = await bench.startServer(subject);
	const users = await bench.startUsers(subject);
	const relay = await openRelay(server.port, LINE);
	try {
		const [document] = await bench.newDocuments(subject, 1);
		const places = bench.seat(document!, server.port, PEOPLE, 2);
		places[1] = { ...places[1]!, port: relay.port, isThin: true };
		await users.ask('join', places);
		await users.ask('prepare');
		await users.ask('begin', RATE);
		await pause(1000);
		const before = { ...relay.carried };
		const stalled = pause((seconds * 1000) / 2).then(() => relay.stall(STALL));
		const { propagation } = await users.ask('measure', seconds);
		await stalled;
		const { up, down } = relay.carried;
		await users.ask('stop');
		relay.cut();
		await pause(500);
		await users.ask('typeOffline', EDITS);
		await pause(outage);
		relay.mend();
		return {
			propagation,
			up: round((up - before.up) / 1024, 1),
			down: round((down - before.down) / 1024, 1),
			catchUp: await users.ask('untilEqual', 60_000),
			offlineEdits: EDITS,
			outage
		};
	} finally {
		relay.close();
		await users.end();
		await server.stop();
	}
}
