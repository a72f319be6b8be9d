import { registerAgenda } from './agenda/agenda.live.ts';
import { leftMeeting, registerMeeting } from './meeting/meeting.live.ts';
import { registerRoom, watchRooms } from './meeting/room.live.ts';
import { notesLive } from './notes/notes.live.ts';
import { parseCookie } from './people/cookie.ts';
import { eventEntries, requireEntry } from './people/entries.ts';
import { COOKIE, readSession } from './people/sessions.ts';
import { listen } from './platform/bus.ts';
import { getDb } from './platform/db.ts';
import { getHost } from './platform/host.ts';
import { attachSocket, disconnectPerson, type LiveClient, type On } from './platform/socket.ts';

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

let unlisten: (() => void) | undefined;

/** Composes the domains into one Socket.IO server. */
export function startLive(): void {
	unlisten?.();
	unlisten = listen('session.ended', ({ personId, idHash }) => endConnections(personId, idHash));
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
}

async function endConnections(personId: string, idHash: string | undefined): Promise<void> {
	if (!idHash) return disconnectPerson(personId);
	for (const socket of (await getHost().io?.in(`user:${personId}`).fetchSockets()) ?? [])
		if ((socket.data as { sessionHash?: string }).sessionHash === idHash) socket.disconnect(true);
}
