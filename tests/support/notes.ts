import { sql } from 'kysely';
import type { Socket } from 'socket.io-client';
import type { Actor, Level } from '#lib/model/actor.ts';
import type { SeatKind } from '#lib/model/meeting.ts';
import { original } from '#lib/model/localised.ts';
import type { KeptEdit, KeptEdits } from '#lib/realtime/kept-edits.ts';
import { NotesProvider, type NotesSetup } from '#lib/realtime/notes-provider.ts';
import type { Db } from '#lib/server/platform/db.ts';

export interface NotesWorld {
	meetingId: string;
	itemId: string;
	dossierId: string;
	actors: Map<string, Actor>;
	/** A person with a seat, or with a level, or with neither. */
	addPerson(name: string, rights?: { seat?: SeatKind; level?: Level }): Promise<Actor>;
}

/** A dossier with an open meeting of one item. */
export async function makeNotesWorld(db: Db): Promise<NotesWorld> {
	const key = Math.random().toString(36).slice(2);
	const dossier = await db
		.insertInto('dossier')
		.values({ slug: `d-${key}`, title: JSON.stringify(original('en', 'Dossier')) })
		.returning('id')
		.executeTakeFirstOrThrow();
	const meeting = await db
		.insertInto('meeting')
		.values({
			slug: `m-${key}`,
			dossierId: dossier.id,
			kind: 'working',
			title: JSON.stringify(original('en', 'Meeting')),
			status: 'open',
			roomName: key
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const item = await addItem(db, meeting.id, 'a');
	const actors = new Map<string, Actor>();
	return {
		meetingId: meeting.id,
		itemId: item,
		dossierId: dossier.id,
		actors,
		async addPerson(name, { seat, level } = { seat: 'participant' }) {
			const { id } = await db
				.insertInto('person')
				.values({ name })
				.returning('id')
				.executeTakeFirstOrThrow();
			if (seat)
				await db
					.insertInto('seat')
					.values({ meetingId: meeting.id, personId: id, kind: seat })
					.execute();
			if (level)
				await db
					.insertInto('dossierMember')
					.values({ dossierId: dossier.id, personId: id, level })
					.execute();
			const actor: Actor = {
				personId: id,
				name,
				isAdmin: false,
				isGuest: false,
				organisationId: null
			};
			actors.set(id, actor);
			return actor;
		}
	};
}

export async function addItem(db: Db, meetingId: string, rank: string): Promise<string> {
	const { id } = await db
		.insertInto('agendaItem')
		.values({ meetingId, rank, title: JSON.stringify(original('en', `Item ${rank}`)) })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Memory in place of the browser's store; `isBroken` refuses to write like a full disk. */
export class MemoryKeptEdits implements KeptEdits {
	readonly edits = new Map<string, KeptEdit>();
	isBroken = false;

	async list(itemId: string, personId: string): Promise<KeptEdit[]> {
		return [...this.edits.values()].filter(
			(edit) => edit.itemId === itemId && edit.personId === personId
		);
	}

	async put(edit: KeptEdit): Promise<void> {
		if (this.isBroken) throw new Error('no room');
		this.edits.set(edit.key, structuredClone(edit)); // as strict as the browser's store
	}

	async remove(key: string, stamp: string): Promise<void> {
		if (this.edits.get(key)?.stamp === stamp) this.edits.delete(key);
	}
}

export function openNotes(
	socket: Socket,
	itemId: string,
	setup: Partial<NotesSetup> = {}
): NotesProvider {
	return new NotesProvider({
		socket,
		itemId,
		personId: 'me',
		kept: new MemoryKeptEdits(),
		upload: async () => ({ ok: false, code: 'offline', message: 'no upload in this test' }),
		changed: () => undefined,
		...setup
	});
}

/** Resolves when `holds` is true; fails after a while with what it was waiting for. */
export async function until(
	holds: () => boolean | Promise<boolean>,
	what = holds.toString(),
	patience = 15_000
) {
	const end = Date.now() + patience;
	while (!(await holds())) {
		if (Date.now() > end) throw new Error(`not reached: ${what}`);
		await new Promise((done) => setTimeout(done, 5));
	}
}

export async function countUpdates(db: Db, itemId: string): Promise<number> {
	const { rows } = await sql<{ n: number }>`
		SELECT count(*)::int AS n FROM doc_update u JOIN doc d ON d.id = u.doc_id
		WHERE d.agenda_item_id = ${itemId}`.execute(db);
	return rows[0]!.n;
}
