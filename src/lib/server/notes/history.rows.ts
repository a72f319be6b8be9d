import type { Db } from '../platform/db.ts';
import type { StoredLog } from './log.rows.ts';

export const REASONS = ['named', 'item-closed', 'meeting-closed', 'before-restore'] as const;
export type VersionReason = (typeof REASONS)[number];

/** Every stored update of a document, oldest first; rows stay when snapshots are made of them. */
export function listContributions(db: Db, docId: string) {
	return db
		.selectFrom('docUpdate')
		.leftJoin('person', 'person.id', 'docUpdate.actorId')
		.select([
			'docUpdate.seq',
			'docUpdate.actorId as personId',
			'person.name',
			'docUpdate.at',
			'bytes'
		])
		.where('docId', '=', docId)
		.orderBy('seq')
		.execute();
}
export type ContributionRow = Awaited<ReturnType<typeof listContributions>>[number];

/** The versions that people may come back to, newest first. */
export async function listVersions(db: Db, docId: string) {
	const rows = await db
		.selectFrom('docSnapshot')
		.innerJoin('doc', (join) =>
			join.onRef('doc.id', '=', 'docSnapshot.docId').onRef('doc.epoch', '=', 'docSnapshot.epoch')
		)
		.leftJoin('person', 'person.id', 'docSnapshot.actorId')
		.select([
			'docSnapshot.id',
			'docSnapshot.uptoSeq as seq',
			'docSnapshot.name',
			'docSnapshot.reason',
			'docSnapshot.at',
			'person.name as by'
		])
		.where('docSnapshot.docId', '=', docId)
		.where('docSnapshot.reason', 'is not', null)
		.orderBy('docSnapshot.uptoSeq', 'desc')
		.orderBy('docSnapshot.at', 'desc')
		.execute();
	return rows.map((row) => ({ ...row, reason: row.reason as VersionReason }));
}

/** Stores a version; one of the same moment and reason is there already and stays. */
export async function insertVersion(
	db: Db,
	version: {
		docId: string;
		epoch: number;
		uptoSeq: number;
		state: Uint8Array;
		reason: VersionReason;
		name: string | null;
		actorId: string | null;
	}
): Promise<void> {
	await db
		.insertInto('docSnapshot')
		.values({ ...version, state: Buffer.from(version.state) })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** The item a document belongs to, as its history names it. */
export function findItem(db: Db, itemId: string) {
	return db
		.selectFrom('agendaItem')
		.innerJoin('meeting', 'meeting.id', 'agendaItem.meetingId')
		.select([
			'agendaItem.id',
			'agendaItem.title',
			'agendaItem.status',
			'meeting.id as meetingId',
			'meeting.slug',
			'meeting.title as meetingTitle',
			'meeting.timezone'
		])
		.where('agendaItem.id', '=', itemId)
		.executeTakeFirst();
}

/** A document as it was after an update: the newest snapshot up to there, and the updates behind it. */
export async function readLogUpTo(db: Db, docId: string, seq: number): Promise<StoredLog> {
	const snapshot = await db
		.selectFrom('docSnapshot')
		.innerJoin('doc', (join) =>
			join.onRef('doc.id', '=', 'docSnapshot.docId').onRef('doc.epoch', '=', 'docSnapshot.epoch')
		)
		.where('docSnapshot.docId', '=', docId)
		.where('docSnapshot.uptoSeq', '<=', seq)
		.orderBy('docSnapshot.uptoSeq', 'desc')
		.limit(1)
		.select(['docSnapshot.uptoSeq', 'docSnapshot.state'])
		.executeTakeFirst();
	const snapshotSeq = snapshot?.uptoSeq ?? 0;
	const updates = await db
		.selectFrom('docUpdate')
		.where('docId', '=', docId)
		.where('seq', '>', snapshotSeq)
		.where('seq', '<=', seq)
		.orderBy('seq')
		.select('bytes')
		.execute();
	return {
		snapshot: snapshot?.state ?? null,
		updates: updates.map(({ bytes }) => bytes),
		seq,
		snapshotSeq
	};
}
