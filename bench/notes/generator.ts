import { makeActs } from './acts/acts.ts';
import { loadKit, type Kind } from './clients/client.ts';

/* The users of a measurement as a process of their own; argument: the kind of client. */
process.setMaxListeners(0); // y-socket.io adds one for each client
const acts = makeActs(await loadKit(process.argv[2] as Kind));

process.on('message', async ({ id, name, given }: Question) => {
	try {
		const act = acts[name] as (...given: unknown[]) => Promise<unknown>;
		process.send!({ id, value: await act(...given) });
	} catch (fault) {
		process.send!({ id, fault: fault instanceof Error ? fault.message : String(fault) });
	}
});
process.on('disconnect', () => process.exit());
process.send!('ready');

export interface Question {
	id: number;
	name: keyof typeof acts;
	given: unknown[];
}
