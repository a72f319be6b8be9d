import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/paths.ts';

/** The built application as one process of its own, which tests may stop and kill. */
export class App {
	readonly env: Record<string, string>;
	readonly log: string;
	#child: ChildProcess | undefined;

	constructor(env: Record<string, string>, log: string) {
		this.env = env;
		this.log = log;
	}

	get pid(): number {
		return this.#child?.pid ?? 0;
	}

	/** Resolves when the application listens. */
	async start(): Promise<void> {
		const out = openSync(this.log, 'a');
		const child = spawn(process.execPath, [join(root, 'scripts/serve.ts')], {
			cwd: root,
			env: { ...process.env, ...this.env },
			// Its own group: on Ctrl-C the tests end first. The channel ends it when they are killed.
			detached: true,
			stdio: ['ignore', out, out, 'ipc']
		});
		closeSync(out);
		this.#child = child;
		const first = await Promise.race([
			once(child, 'message').then(() => 'ready'),
			once(child, 'exit').then(() => 'exit')
		]);
		if (first === 'exit') throw new Error(`The application did not start; ${this.log} says why.`);
	}

	/** Ends it and returns its exit code: null when it was killed. */
	async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
		const child = this.#child;
		if (!child || child.exitCode !== null || child.signalCode !== null) return 0;
		const exit = once(child, 'exit');
		child.kill(signal);
		const force = setTimeout(() => child.kill('SIGKILL'), 12_000);
		const [code] = (await exit) as [number | null];
		clearTimeout(force);
		return code;
	}
}
