import { fork } from 'node:child_process';
import { once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { findState } from '#lib/server/agenda/state.rows.ts';
import { addActor, addDossier, addMeeting } from '../../../tests/support/meeting.ts';
import type { PagesJob, PagesResult } from '../agenda-pages.ts';
import type { Bench } from '../bench.ts';
import { OURS } from '../subjects.ts';

export interface Agenda extends Omit<PagesResult, 'state'> {
	/** Whether what the pages show is what the database has. */
	isServers: boolean;
	/** Events of the log, and commands that took effect more than once. */
	logged: number;
	doubled: number;
}

const [PEOPLE, ITEMS, RATE] = [6, 12, 20];

/** W10: six people lead one meeting at random over lines that double, delay and break. */
export async function leadMeeting(bench: Bench, seconds: number): Promise<Agenda> {
	const { db } = bench;
	const dossierId = await addDossier(db);
	const titles = Array.from({ length: ITEMS }, (_, n) => `Item ${n}`);
	const { meetingId } = await addMeeting(db, dossierId, titles);
	const actors = [];
	for (let n = 0; n < PEOPLE; n++)
		actors.push(await addActor(db, `Lead ${n}`, { dossierId, level: 'edit' }));
	const server = await bench.startServer(OURS, {
		program: new URL('../agenda-server.ts', import.meta.url).pathname,
		actors
	});
	const hooks = new URL('../svelte-modules.ts', import.meta.url).href;
	const pages = fork(new URL('../agenda-pages.ts', import.meta.url), {
		execArgv: ['--import', hooks],
		env: { ...process.env, NODE_ENV: 'production', NODE_NO_WARNINGS: '1' }
	});
	try {
		await once(pages, 'message');
		const state = (await findState(db, meetingId))!;
		const people = actors.map(({ personId }) => personId);
		const job: PagesJob = { port: server.port, people, state, rate: RATE, seconds };
		pages.send(job);
		const signal = AbortSignal.timeout((seconds + 90) * 1000);
		const answer = once(pages, 'message', { signal });
		const [{ state: shown, ...result }] = (await answer) as [PagesResult];
		const events = await db
			.selectFrom('meetingEvent')
			.select('commandId')
			.where('meetingId', '=', meetingId)
			.execute();
		const ids = new Set(events.map(({ commandId }) => commandId));
		const stored = JSON.parse(JSON.stringify(await findState(db, meetingId))) as unknown;
		return {
			...result,
			isServers: isDeepStrictEqual(shown, stored),
			logged: events.length,
			doubled: events.length - ids.size
		};
	} finally {
		pages.kill('SIGKILL');
		await server.stop();
	}
}
