import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Acts } from './acts/acts.ts';
import type { Kind } from './clients/client.ts';
import { pin } from './machine.ts';

type Act = keyof Acts;

/** The generator's process as seen from the bench. */
export interface Users {
	ask<A extends Act>(name: A, ...given: Parameters<Acts[A]>): Promise<Awaited<ReturnType<Acts[A]>>>;
	end(): Promise<void>;
}

/** Longer than anything that a generator is asked to do. */
const PATIENCE = 180_000;

interface Answered {
	id: number;
	value?: unknown;
	fault?: string;
}

export async function startUsers(kind: Kind, core?: number): Promise<Users> {
	const program = new URL('./generator.ts', import.meta.url);
	const child = fork(program, [kind], {
		execArgv: ['--expose-gc'],
		env: { ...process.env, NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	const exit = once(child, 'exit');
	await once(child, 'message');
	if (core !== undefined) pin(child.pid!, core);
	const open = new Map<number, (answer: Answered) => void>();
	child.on('message', (answer: Answered) => open.get(answer.id)?.(answer));
	child.on('exit', () => {
		for (const [id, answer] of open) answer({ id, fault: 'the generator ended' });
	});
	let last = 0;
	return {
		ask: (name, ...given) =>
			new Promise((done, fail) => {
				const id = ++last;
				const late = setTimeout(
					() => open.get(id)?.({ id, fault: `no answer within ${PATIENCE / 1000} s` }),
					PATIENCE
				);
				open.set(id, ({ value, fault }) => {
					clearTimeout(late);
					open.delete(id);
					if (fault === undefined) done(value as never);
					else fail(new Error(`${name}: ${fault}`));
				});
				child.send({ id, name, given });
			}),
		async end() {
			child.kill('SIGKILL');
			await exit;
		}
	};
}
