import { listen } from '../platform/bus.ts';
import { watchPeers } from '../platform/cluster.ts';
import { getDb } from '../platform/db.ts';
import { getHost } from '../platform/host.ts';
import { logFault } from '../platform/log.ts';
import { publishToAllHere } from '../platform/socket.ts';
import { askWho, followMembers, forgetProcess } from './distant.ts';
import type { Member, OpenDocument } from './document.ts';
import { Documents } from './documents.ts';
import { recheck } from './members.ts';
import { sealDoneItem, sealMeeting } from './versions.ts';

const COME_BACK_WITHIN = 4000;

let documents: Documents | undefined;

/** The documents of this process; the first call starts the watch over rights and the drain. */
export function getDocuments(): Documents {
	if (documents) return documents;
	documents = new Documents(getDb());
	watchRights(documents);
	watchProcesses(documents);
	watchVersions(documents);
	getHost().drains.push(drain);
	return documents;
}

/** Before the process ends: asks everybody to come back, and waits for every commit. */
async function drain(): Promise<void> {
	publishToAllHere('server:closing', { comeBackInMs: COME_BACK_WITHIN });
	await documents?.commits.settle();
}

function watchRights(all: Documents): void {
	const everywhere = { everywhere: true };
	listen(
		'item.changed',
		async ({ itemId }) => {
			const document = all.findItem(itemId);
			if (document) await renewRights(all, document);
		},
		everywhere
	);
	listen('meeting.changed', ({ meetingId }) => renewMeeting(all, meetingId), everywhere);
	listen('meeting.closed', ({ meetingId }) => renewMeeting(all, meetingId), everywhere);
	listen(
		'seat.changed',
		({ meetingId, personId }) =>
			renewMeeting(all, meetingId, ({ client }) => client.actor.personId === personId),
		everywhere
	);
}

function watchProcesses(all: Documents): void {
	listen('notes.replaced', () => all.following.lookAtAll(), { everywhere: true });
	followMembers(all);
	watchPeers('notes', {
		gone(id) {
			forgetProcess(id);
			all.following.lookAtAll(); // it may have died between a commit and its hint
		},
		missed() {
			all.following.lookAtAll();
			for (const document of all.all()) {
				askWho(document);
				void renewRights(all, document);
			}
		}
	});
}

/** What is said of a done item is kept as a version, once everything typed before is committed. */
function watchVersions(all: Documents): void {
	listen('item.changed', async ({ itemId }) => {
		await all.commits.settle();
		await sealDoneItem(all.db, itemId);
	});
	listen('meeting.closed', async ({ meetingId }) => {
		await all.commits.settle();
		await sealMeeting(all.db, meetingId);
	});
}

async function renewMeeting(
	all: Documents,
	meetingId: string,
	concerns?: (member: Member) => boolean
): Promise<void> {
	const concerned = all.all().filter((document) => document.meetingId === meetingId);
	await Promise.all(concerned.map((document) => renewRights(all, document, concerns)));
}

async function renewRights(
	all: Documents,
	document: OpenDocument,
	concerns?: (member: Member) => boolean
): Promise<void> {
	try {
		await recheck(all.db, document, concerns);
	} catch (fault) {
		logFault(fault, 'notes rights');
	}
	const isQuiet = [...document.members.values()].every(({ canWrite }) => !canWrite);
	all.compact(document, isQuiet ? 1 : 20);
}
