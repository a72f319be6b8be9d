import type { Actor } from '#lib/model/actor.ts';
import { registerAgenda } from '#lib/server/agenda/agenda.live.ts';
import { leftMeeting, registerMeeting } from '#lib/server/meeting/meeting.live.ts';
import { registerRoom } from '#lib/server/meeting/room.live.ts';
import { notesLive } from '#lib/server/notes/notes.live.ts';
import { getHost } from '#lib/server/platform/host.ts';
import { startJobs, work } from '#lib/server/platform/jobs.ts';
import { registerReportJobs } from '#lib/server/report/report.job.ts';
import { startLiveServer, type LiveDomain } from './live.ts';

/*
 * Meetings and notes as a process of its own, to be killed: argv is URL, port, actors as JSON, and
 * `jobs` when reports are filed here too.
 */
const [url, port, actors, jobs] = process.argv.slice(2) as [string, string, string, string?];
const byId = new Map((JSON.parse(actors) as Actor[]).map((actor) => [actor.personId, actor]));
const domains: LiveDomain[] = [
	{ register: registerMeeting, left: leftMeeting },
	{ register: registerAgenda },
	{ register: registerRoom },
	notesLive
];
const domain: LiveDomain = {
	register: (on) => domains.forEach(({ register }) => register(on)),
	left: (client) => domains.forEach(({ left }) => left?.(client))
};
const server = await startLiveServer(url, domain, (id) => byId.get(id), Number(port), true);
if (jobs) {
	registerReportJobs();
	work('sessions-clean', () => Promise.resolve()); // the queue plans it
	await startJobs();
}
process.on('SIGTERM', async () => {
	getHost().closing = true;
	await Promise.all(getHost().drains.map((drain) => drain()));
	await getHost().cluster?.close();
	process.exit(0);
});
console.log(`READY ${server.port}`);
