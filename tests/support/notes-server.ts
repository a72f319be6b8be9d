import type { Actor } from '#lib/model/actor.ts';
import { getHost } from '#lib/server/platform/host.ts';
import { notesLive } from '#lib/server/notes/notes.live.ts';
import { startLiveServer } from './live.ts';

/* A notes server as a process of its own, to be killed: argv is URL, port, actors as JSON. */
const [url, port, actors] = process.argv.slice(2) as [string, string, string];
const byId = new Map((JSON.parse(actors) as Actor[]).map((actor) => [actor.personId, actor]));
const server = await startLiveServer(url, notesLive, (id) => byId.get(id), Number(port));
process.on('SIGTERM', () => {
	getHost().closing = true;
	void Promise.all(getHost().drains.map((drain) => drain())).then(() => process.exit(0));
});
console.log(`READY ${server.port}`);
