import { CompiledQuery, sql } from 'kysely';
import type { Db } from '../platform/db.ts';
import { prepared } from '../platform/prepared.ts';

/** One accepted update on its way into the log. */
export interface LogEntry {
	docId: string;
	epoch: number;
	actorId: string | null;
	bytes: Uint8Array;
}

/*
 * One statement, so one round trip and one transaction for all documents: numbers come from the
 * document's row (its lock is held until commit, so they are in commit order), documents are
 * locked in one order (two processes cannot wait for each other), a deleted person is no obstacle.
 * Nobody writes behind rows that they have not read: `seq` is the last that they have.
 */
const APPEND = prepared(
	'append_notes',
	`WITH wanted AS (
		SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $8::bigint[]) AS w(doc_id, epoch, n, seq)
	), locked AS (
		SELECT d.id FROM doc d JOIN wanted w ON w.doc_id = d.id AND w.epoch = d.epoch
			AND (w.seq IS NULL OR w.seq = d.last_seq)
		ORDER BY d.id FOR UPDATE OF d
	), moved AS (
		UPDATE doc SET last_seq = last_seq + w.n
		FROM wanted w JOIN locked l ON l.id = w.doc_id
		WHERE doc.id = w.doc_id
		RETURNING doc.id, doc.last_seq - w.n AS base
	), stored AS (
		INSERT INTO doc_update (doc_id, seq, actor_id, bytes)
		SELECT r.doc_id, m.base + r.ordinal, p.id, r.bytes
		FROM unnest($4::uuid[], $5::int[], $6::uuid[], $7::bytea[])
			AS r(doc_id, ordinal, actor_id, bytes)
		JOIN moved m ON m.id = r.doc_id
		LEFT JOIN person p ON p.id = r.actor_id
	)
	SELECT w.doc_id AS id, m.base FROM wanted w JOIN doc d ON d.id = w.doc_id AND d.epoch = w.epoch
	LEFT JOIN moved m ON m.id = w.doc_id`
);

/**
 * Appends updates of any documents in the order given. `known` tells the last number that the writer
 * has read of a document; without it the updates are appended whatever is there.
 * @returns the sequence number of each, `null` where the document is gone or of another epoch,
 * `again` where it has more than the writer knew: nothing of it is stored
 */
export async function appendUpdates(
	db: Db,
	entries: LogEntry[],
	known: (docId: string) => number | null = () => null
): Promise<Array<number | null | 'again'>> {
	const counts = new Map<string, { epoch: number; n: number }>();
	const ordinals = entries.map(({ docId, epoch }) => {
		const count = counts.get(docId) ?? { epoch, n: 0 };
		counts.set(docId, count);
		return ++count.n;
	});
	const documents = [...counts.values()];
	const { rows } = await db
		.withoutPlugins()
		.executeQuery<{ id: string; base: number | null }>(
			CompiledQuery.raw(APPEND, [
				[...counts.keys()],
				documents.map(({ epoch }) => epoch),
				documents.map(({ n }) => n),
				entries.map(({ docId }) => docId),
				ordinals,
				entries.map(({ actorId }) => actorId),
				entries.map(({ bytes }) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
				[...counts.keys()].map(known)
			])
		);
	const bases = new Map(rows.map(({ id, base }) => [id, base]));
	return entries.map(({ docId }, at) => {
		const base = bases.get(docId);
		if (base === undefined) return null;
		return base === null ? 'again' : base + ordinals[at]!;
	});
}

export interface DocumentHead {
	id: string;
	itemId: string;
	meetingId: string;
	epoch: number;
}

const head = ['doc.id', 'doc.agendaItemId as itemId', 'doc.meetingId', 'doc.epoch'] as const;

/** The document of an item, made when there is none; undefined when there is no such item. */
export async function ensureDocument(db: Db, itemId: string): Promise<DocumentHead | undefined> {
	const find = () =>
		db.selectFrom('doc').select(head).where('agendaItemId', '=', itemId).executeTakeFirst();
	const found = await find();
	if (found) return found;
	await db
		.insertInto('doc')
		.columns(['agendaItemId', 'meetingId'])
		.expression((create) =>
			create.selectFrom('agendaItem').select(['id', 'meetingId']).where('id', '=', itemId)
		)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	return find();
}

export function findDocument(db: Db, docId: string): Promise<DocumentHead | undefined> {
	return db.selectFrom('doc').select(head).where('id', '=', docId).executeTakeFirst();
}

export interface StoredLog {
	snapshot: Uint8Array | null;
	updates: Uint8Array[];
	/** Who sent each of the updates. */
	actors?: Array<string | null>;
	/** Sequence number of the last update read, and of the snapshot. */
	seq: number;
	snapshotSeq: number;
}

/** The newest snapshot of each document and the updates after it: two queries for any number. */
export async function readLogs(db: Db, docIds: string[]): Promise<Map<string, StoredLog>> {
	const logs = new Map<string, StoredLog>();
	if (!docIds.length) return logs;
	const snapshots = await db
		.selectFrom('docSnapshot')
		.innerJoin('doc', (join) =>
			join.onRef('doc.id', '=', 'docSnapshot.docId').onRef('doc.epoch', '=', 'docSnapshot.epoch')
		)
		.distinctOn('docSnapshot.docId')
		.select(['docSnapshot.docId', 'docSnapshot.uptoSeq', 'docSnapshot.state'])
		.where('docSnapshot.docId', 'in', docIds)
		.orderBy('docSnapshot.docId')
		.orderBy('docSnapshot.uptoSeq', 'desc')
		.execute();
	for (const id of docIds) logs.set(id, { snapshot: null, updates: [], seq: 0, snapshotSeq: 0 });
	for (const { docId, uptoSeq, state } of snapshots)
		logs.set(docId, { snapshot: state, updates: [], seq: uptoSeq, snapshotSeq: uptoSeq });
	const updates = await db
		.selectFrom('docUpdate')
		.select(['docId', 'seq', 'actorId', 'bytes'])
		.where((where) =>
			where.or(
				docIds.map((id) =>
					where.and([where('docId', '=', id), where('seq', '>', logs.get(id)!.snapshotSeq)])
				)
			)
		)
		.orderBy('docId')
		.orderBy('seq')
		.execute();
	for (const { docId, seq, actorId, bytes } of updates) {
		const log = logs.get(docId)!;
		log.updates.push(bytes);
		(log.actors ??= []).push(actorId);
		log.seq = seq;
	}
	return logs;
}

/** Writes a snapshot unless the document is of another epoch now, or has one that reaches as far. */
export async function insertSnapshot(
	db: Db,
	{
		docId,
		epoch,
		uptoSeq,
		state
	}: { docId: string; epoch: number; uptoSeq: number; state: Uint8Array }
): Promise<void> {
	await sql`INSERT INTO doc_snapshot (doc_id, epoch, upto_seq, state)
		SELECT d.id, d.epoch, ${uptoSeq}, ${Buffer.from(state)}::bytea FROM doc d
		WHERE d.id = ${docId} AND d.epoch = ${epoch} AND NOT EXISTS (
			SELECT FROM doc_snapshot s
			WHERE s.doc_id = d.id AND s.epoch = d.epoch AND s.upto_seq >= ${uptoSeq}
		)`.execute(db);
}

/** What the log has of a document beyond a sequence number; `epoch` null: it is gone. */
export interface Tail {
	docId: string;
	epoch: number | null;
	rows: Array<{ seq: number; actorId: string | null; bytes: Uint8Array }>;
}

/** What the log has beyond these numbers, in one query for any number of documents. */
export async function readTails(
	db: Db,
	heads: Array<{ id: string; seq: number }>
): Promise<Tail[]> {
	const { rows } = await sql<{
		id: string;
		epoch: number | null;
		seq: number | null;
		actorId: string | null;
		bytes: Uint8Array | null;
	}>`
		SELECT h.id, d.epoch, u.seq, u.actor_id, u.bytes
		FROM unnest(${heads.map(({ id }) => id)}::uuid[], ${heads.map(({ seq }) => seq)}::bigint[])
			AS h(id, seq)
		LEFT JOIN doc d ON d.id = h.id
		LEFT JOIN doc_update u ON u.doc_id = d.id AND u.seq > h.seq
		ORDER BY u.seq`.execute(db);
	const tails = new Map<string, Tail>();
	for (const { id, epoch, seq, actorId, bytes } of rows) {
		const tail = tails.get(id) ?? { docId: id, epoch, rows: [] };
		tails.set(id, tail);
		if (seq !== null && bytes) tail.rows.push({ seq, actorId, bytes });
	}
	return [...tails.values()];
}

/** Id of the document of each item of a meeting that has one. */
export function listDocuments(db: Db, meetingId: string): Promise<DocumentHead[]> {
	return db.selectFrom('doc').select(head).where('meetingId', '=', meetingId).execute();
}
