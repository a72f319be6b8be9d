import { registerAgenda } from './agenda/agenda.live.ts';
import { leftMeeting, registerMeeting } from './meeting/meeting.live.ts';
import { registerRoom, watchRooms } from './meeting/room.live.ts';
import { notesLive } from './notes/notes.live.ts';
import { parseCookie } from './people/cookie.ts';
import { eventEntries, requireEntry } from './people/entries.ts';
import { COOKIE, listEndedSessions, readSession } from './people/sessions.ts';
import { listen } from './platform/bus.ts';
import { startCluster, watchPeers } from './platform/cluster.ts';
import { getConfig } from './platform/config.ts';
import { getDb } from './platform/db.ts';
import { logFault } from './platform/log.ts';
import { attachSocket, listSockets, type LiveClient, type On } from './platform/socket.ts';

/** What a domain adds to the live connection: its handlers, and what it does when somebody leaves. */
interface LiveDomain {
	register(on: On): void;
	left?(client: LiveClient): void;
}

const domains: LiveDomain[] = [
	{ register: registerMeeting, left: leftMeeting },
	{ register: registerAgenda },
	{ register: registerRoom },
	notesLive
];

/** For sessions that expire, and for ends that nobody could announce. */
const SESSIONS_CHECKED_EVERY = 60_000;

let unlisten: (() => void) | undefined;
let checking: NodeJS.Timeout | undefined;

/** Composes the domains into one Socket.IO server, in touch with the other processes. */
export async function startLive(): Promise<void> {
	watchSessions();
	watchRooms();
	attachSocket({
		async authenticate(header) {
			const id = parseCookie(header, COOKIE);
			const found = id ? await readSession(getDb(), id) : undefined;
			return found && { actor: found.actor, sessionHash: found.idHash };
		},
		authorise: (event, actor) => requireEntry(eventEntries[event], actor),
		register: (on) => domains.forEach((domain) => domain.register(on)),
		left: (client) => domains.forEach((domain) => domain.left?.(client))
	});
	await startCluster(getConfig().DATABASE_URL);
}

function watchSessions(): void {
	unlisten?.();
	unlisten = listen(
		'session.ended',
		({ personId, idHash }) =>
			endConnections(
				(one) => one.actor.personId === personId && (idHash ?? one.sessionHash) === one.sessionHash
			),
		{ everywhere: true }
	);
	clearInterval(checking);
	checking = setInterval(() => void checkSessions(), SESSIONS_CHECKED_EVERY).unref();
	watchPeers('sessions', { missed: () => void checkSessions() });
}

function endConnections(concerns: (client: Omit<LiveClient, 'socket'>) => boolean): void {
	for (const socket of listSockets())
		if (concerns(socket.data as Omit<LiveClient, 'socket'>)) socket.disconnect(true);
}

/** Ends the connections of sessions that have ended or expired meanwhile. */
async function checkSessions(): Promise<void> {
	const hashes = listSockets().map(({ data }) => (data as LiveClient).sessionHash);
	try {
		const ended = await listEndedSessions(getDb(), [...new Set(hashes)]);
		endConnections(({ sessionHash }) => ended.has(sessionHash));
	} catch (fault) {
		logFault(fault, 'sessions of connections');
	}
}
