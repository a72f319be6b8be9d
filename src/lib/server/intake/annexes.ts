import type { InferOutput } from 'valibot';
import type { Actor } from '#lib/model/actor.ts';
import { isPicture } from '#lib/model/report-annex.ts';
import { requireActor } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { openMedia } from '../platform/storage.ts';
import { erasePerson, listSpellings, type ErasureInput } from '../report/erasure.ts';
import {
	countElsewhere,
	findErasedAnnexes,
	listAttached,
	listHoldingIds,
	type AttachedAnnex
} from './annex.rows.ts';
import type { Named } from './name-search.ts';
import { readInProcess } from './reader.ts';

export type FoundAnnex = Pick<AttachedAnnex, 'id' | 'title' | 'meeting' | 'href' | 'desk'>;

/** What annexes, which erasing does not change, hold of a name. */
export interface Looked {
	/** The name stands in these. */
	holding: FoundAnnex[];
	/** Pictures, files that hold some, scans, and what could not be read in time: nobody looked at these, or not at all of them. */
	unread: FoundAnnex[];
	/** How many annexes of others' reports were not looked at. */
	elsewhere: number;
}

/** Files are read for so long at most; the rest is not looked at. */
const PATIENCE = 60_000;
const AT_ONCE = 2;

/**
 * Looks for a person's name, however written, in the annexes of all reports that the actor publishes.
 * @throws {AppError} `not_found`, `erasure_spelling` (422)
 */
export async function lookIntoAnnexes(
	db: Db,
	actor: Actor | null,
	personId: string,
	spellings: string
): Promise<Looked> {
	const names = await listSpellings(db, actor, personId, spellings);
	const annexes = await listAttached(db, actor!);
	const until = Date.now() + PATIENCE;
	const looked: Looked = { holding: [], unread: [], elsewhere: await countElsewhere(db, actor!) };
	const found = new Map<string, Named | null>();
	const queue = [...annexes];
	const work = async () => {
		for (let one = queue.shift(); one; one = queue.shift())
			found.set(one.id, Date.now() < until ? await lookInto(one, names) : null);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	for (const annex of annexes) {
		const one = found.get(annex.id);
		if (one?.isNamed) looked.holding.push(tell(annex));
		else if (!one || one.hasPictures) looked.unread.push(tell(annex));
	}
	return looked;
}

/** Without where its file is kept. */
const tell = ({ id, title, meeting, href, desk }: AttachedAnnex): FoundAnnex => ({
	id,
	title,
	meeting,
	href,
	desk
});

/** Null where the file cannot be read, a picture or a scan, or is gone. */
async function lookInto({ file, type }: AttachedAnnex, names: string[]): Promise<Named | null> {
	if (isPicture({ type })) return null;
	const media = await openMedia(file);
	if (!media) return null;
	const bytes = new Uint8Array(await new Response(media.stream()).arrayBuffer());
	try {
		const job = { what: 'names' as const, bytes, names, name: '', today: '' };
		return (await readInProcess(job)).named ?? null;
	} catch (fault) {
		if (fault instanceof AppError) return null;
		throw fault;
	}
}

/**
 * Erases a person as `erasePerson` does, and keeps with it which annexes held the name, or were not
 * looked at, since nobody can look for it afterwards.
 * @returns the id of the erasure
 * @throws {AppError} as `erasePerson`
 */
export async function erasePersonAndLook(
	db: Db,
	actor: Actor | null,
	personId: string,
	input: InferOutput<typeof ErasureInput>,
	origin: string
): Promise<string> {
	const { holding, unread } = await lookIntoAnnexes(db, actor, personId, input.spellings);
	const ids = (list: FoundAnnex[]) => list.map(({ id }) => id);
	const annexes = { holding: ids(holding), unread: ids(unread) };
	return (await erasePerson(db, actor, personId, input, origin, annexes)).id;
}

/** What waits on the desk: annexes that held the name of somebody who was erased, and can still be read. */
export async function listNaming(db: Db, actor: Actor | null): Promise<FoundAnnex[]> {
	requireActor(actor);
	const ids = await listHoldingIds(db);
	return ids.length ? (await listAttached(db, actor, ids)).map(tell) : [];
}

/** Of the annexes that held the name of somebody who was erased, those that can still be read; null: nothing is kept of it. */
export async function readErasedAnnexes(
	db: Db,
	actor: Actor | null,
	erasureId: string
): Promise<Looked | null> {
	requireActor(actor);
	const kept = await findErasedAnnexes(db, actor, erasureId);
	if (!kept) return null;
	const annexes = await listAttached(db, actor, [...kept.holding, ...kept.unread]);
	const of = (ids: string[]) => annexes.filter(({ id }) => ids.includes(id)).map(tell);
	return { holding: of(kept.holding), unread: of(kept.unread), elsewhere: 0 };
}
