import * as Y from 'yjs';
import type { Actor } from '#lib/model/actor.ts';
import { wrapCells } from '#lib/model/note-cells.ts';
import { compareLines, type Change } from '#lib/model/comparison.ts';
import type { Localised } from '#lib/model/localised.ts';
import { readAuthors } from '#lib/model/note-authors.ts';
import { renderHtml } from '#lib/model/note-html.ts';
import { nameKinds } from '#lib/model/note-printing.ts';
import { createReplica } from '#lib/model/note-replica.ts';
import { renderText } from '#lib/model/note-text.ts';
import type { NoteKind } from '#lib/model/note.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readParagraphs } from '#lib/model/note-reading.ts';
import { restoreNotes } from '#lib/model/note-restoring.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import type { Documents } from './documents.ts';
import { findItem, listContributions, listVersions, type ContributionRow } from './history.rows.ts';
import { ensureDocument } from './log.rows.ts';
import { readPrinting } from './printing.ts';
import { requireWriting, takeUpdate } from './pushes.ts';
import { requireReading } from './rights.ts';
import { listSittings, type Sitting } from './sittings.ts';
import { sealVersion } from './versions.ts';

/** Words in a row by one person; `by` null where the log does not say. `at` is an ISO instant. */
export interface WrittenRun {
	text: string;
	by: string | null;
	at: string;
}

export interface NotesHistory {
	item: { id: string; title: Localised; slug: string; meetingTitle: Localised; timezone: string };
	canWrite: boolean;
	/** Number of the last update; 0: nobody wrote anything. */
	lastSeq: number;
	versions: Awaited<ReturnType<typeof listVersions>>;
	sittings: Sitting[];
}

/**
 * What can be looked at and come back to in the notes of an item: versions and sittings, newest
 * first.
 * @throws {AppError} `not_found` for whoever may not review these notes
 */
export async function readHistory(
	db: Db,
	actor: Actor | null,
	itemId: string
): Promise<NotesHistory> {
	const { item, rights, log, docId } = await openHistory(db, actor, itemId);
	return {
		item: {
			id: item.id,
			title: item.title as unknown as Localised,
			slug: item.slug,
			meetingTitle: item.meetingTitle as unknown as Localised,
			timezone: item.timezone
		},
		canWrite: rights.canWrite,
		lastSeq: log.at(-1)?.seq ?? 0,
		versions: await listVersions(db, docId),
		sittings: listSittings(log)
	};
}

/**
 * The notes as they were after update `seq`: printed, and block by block with who wrote what when.
 * @throws {AppError} `not_found`
 */
export async function readMoment(
	db: Db,
	actor: Actor | null,
	itemId: string,
	seq: number
): Promise<{ html: string; blocks: WrittenRun[][] }> {
	const { item, log } = await openHistory(db, actor, itemId);
	const doc = rebuild(log, seq);
	const names = new Map(log.map(({ personId, name }) => [personId, name]));
	const blocks = readAuthors(doc, log).map((runs) =>
		runs.map(({ text, personId, at }) => ({
			text,
			by: (personId && names.get(personId)) ?? null,
			at: at.toISOString()
		}))
	);
	const { paragraphs, how } = await print(db, actor, item.meetingId, doc);
	return { html: renderHtml(nameKinds(paragraphs, kindWord), how), blocks };
}

/**
 * What changed between two moments, line by line and word by word; that a paragraph became a decision,
 * an action or an organisation's line is a change too. @throws {AppError} `not_found`
 */
export async function compareMoments(
	db: Db,
	actor: Actor | null,
	itemId: string,
	from: number,
	to: number
): Promise<Change[][]> {
	const { item, log } = await openHistory(db, actor, itemId);
	const [before, after] = await Promise.all(
		[from, to].map(async (seq) => {
			const { paragraphs, how } = await print(db, actor, item.meetingId, rebuild(log, seq));
			const named = nameKinds(
				paragraphs,
				(kind, organisationId) => kindWord(kind) ?? how.organisation?.(organisationId ?? '')
			);
			return renderText(named, how).split('\n').filter(Boolean);
		})
	);
	return compareLines(before!, after!);
}

/** Keeps the notes as they are now under a name. @throws {AppError} `not_found`, `read_only` */
export async function nameVersion(
	documents: Documents,
	actor: Actor | null,
	itemId: string,
	name: string
): Promise<void> {
	const { db } = documents;
	const { rights } = await openHistory(db, actor, itemId);
	requireWriting(rights.canWrite);
	await documents.commits.settle();
	await sealVersion(db, itemId, { reason: 'named', name, actorId: actor!.personId });
}

/**
 * Writes the text of an earlier moment into the notes as a new edit of the actor, seen at once by
 * everybody who has them open. What was there before is kept as a version.
 * @throws {AppError} `not_found`, `read_only`, and what refuses any update
 */
export async function restoreMoment(
	documents: Documents,
	actor: Actor | null,
	itemId: string,
	seq: number
): Promise<void> {
	const { db } = documents;
	const { rights, log } = await openHistory(db, actor, itemId);
	requireWriting(rights.canWrite);
	if (!log.some((row) => row.seq === seq)) throw notFound();
	await documents.commits.settle();
	const { personId } = actor!;
	await sealVersion(db, itemId, { reason: 'before-restore', name: null, actorId: personId });
	const document = await documents.openItem(itemId);
	const edited = createReplica();
	Y.applyUpdate(edited, Y.encodeStateAsUpdate(document.doc));
	const known = Y.encodeStateVector(edited);
	let isChanged = false;
	edited.once('update', () => (isChanged = true));
	restoreNotes(edited, rebuild(log, seq));
	wrapCells(edited); // of a version before cells held paragraphs
	const update = Y.encodeStateAsUpdate(edited, known);
	if (isChanged) await takeUpdate(documents, document, { personId, socketId: '' }, update);
}

async function print(db: Db, actor: Actor | null, meetingId: string, doc: Y.Doc) {
	const paragraphs = readParagraphs(doc);
	const scope = { meetingId, reader: actor, language: getLocale() };
	return { paragraphs, how: await readPrinting(db, scope, paragraphs) };
}

/** A line bears the name of its organisation. */
function kindWord(kind: NoteKind): string | undefined {
	if (kind === 'line') return undefined;
	return kind === 'decision' ? m.notes_decision() : m.notes_action();
}

async function openHistory(db: Db, actor: Actor | null, itemId: string) {
	const rights = actor && (await requireReading(db, actor, itemId));
	if (!rights?.canReview) throw notFound();
	const [item, head] = [await findItem(db, itemId), await ensureDocument(db, itemId)];
	if (!item || !head) throw notFound();
	return { item, rights, docId: head.id, log: await listContributions(db, head.id) };
}

function rebuild(log: ContributionRow[], seq: number): Y.Doc {
	const doc = createReplica();
	doc.transact(() => {
		for (const row of log) if (row.seq <= seq) Y.applyUpdate(doc, row.bytes);
	});
	return doc;
}
