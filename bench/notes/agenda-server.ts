import type { Actor } from '#lib/model/actor.ts';
import { registerAgenda } from '#lib/server/agenda/agenda.live.ts';
import { leftMeeting, registerMeeting } from '#lib/server/meeting/meeting.live.ts';
import { startLiveServer } from '../../tests/support/live.ts';

/* The agenda's server as a process of its own: argv is URL, port, actors as JSON. */
const [url, port, actors] = process.argv.slice(2) as [string, string, string];
const byId = new Map((JSON.parse(actors) as Actor[]).map((actor) => [actor.personId, actor]));
const domain = {
	register(on: Parameters<typeof registerAgenda>[0]) {
		registerMeeting(on);
		registerAgenda(on);
	},
	left: leftMeeting
};
await startLiveServer(url, domain, (id) => byId.get(id), Number(port));
