import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import type { Actor } from '#lib/model/actor.ts';
import { createReplica } from '#lib/model/note-replica.ts';
import { renderHtml, renderInline } from '#lib/model/note-html.ts';
import { readParagraphs } from '#lib/model/note-reading.ts';
import { renderMarkdown } from '#lib/model/note-markdown.ts';
import type { NotePrinting } from '#lib/model/note-printing.ts';
import { plainText, renderText } from '#lib/model/note-text.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import type { NoteKind, NoteParagraph } from '#lib/model/note.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { restore } from './document.ts';
import { readLogUpTo } from './history.rows.ts';
import {
	appendUpdates,
	ensureDocument,
	listDocuments,
	readLogs,
	type DocumentHead
} from './log.rows.ts';
import { readPrinting, type PrintingScope } from './printing.ts';

/** A decision or action: its stable id and its words. */
export interface MarkedNote {
	id: string;
	html: string;
	text: string;
}
/** The notes of one item in the forms that others print. */
export interface ItemContent {
	html: string;
	text: string;
	markdown: string;
	decisions: MarkedNote[];
	actions: MarkedNote[];
	/** What was said in the round, by organisation; `organisation` is its name. */
	lines: Array<{ organisation: string; html: string; text: string }>;
}

/** Who reads, and in which language; nobody in particular is a record that is given out. */
export interface Reading {
	reader?: Actor | null;
	language?: string;
}

/**
 * The stored notes of an agenda item; empty when nobody wrote any. Asks for no rights: the caller
 * has checked who reads.
 */
export async function readItemContent(
	db: Db,
	itemId: string,
	reading: Reading = {}
): Promise<ItemContent> {
	const head = await ensureDocument(db, itemId);
	const paragraphs = (head && (await readAll(db, [head])).get(itemId)) ?? [];
	return describe(db, paragraphs, scopeOf(head?.meetingId ?? '', reading));
}

/** The same as they were after update `seq`; empty where that was before the first. */
export async function readItemContentAt(
	db: Db,
	itemId: string,
	seq: number,
	reading: Reading = {}
): Promise<ItemContent> {
	const head = await ensureDocument(db, itemId);
	const doc = createReplica();
	if (head) restore(doc, await readLogUpTo(db, head.id, seq));
	return describe(db, readParagraphs(doc), scopeOf(head?.meetingId ?? '', reading));
}

/** The stored notes of every item of a meeting by item id, in a few queries however many there are. */
export async function readMeetingContent(
	db: Db,
	meetingId: string,
	reading: Reading = {}
): Promise<Map<string, ItemContent>> {
	const documents = await readAll(db, await listDocuments(db, meetingId));
	const scope = scopeOf(meetingId, reading);
	const how = await readPrinting(db, scope, [...documents.values()].flat());
	return new Map([...documents].map(([itemId, found]) => [itemId, toContent(found, how)]));
}

/** The stored notes of an item as paragraphs. */
export async function readItemParagraphs(db: Db, itemId: string): Promise<NoteParagraph[]> {
	const head = await ensureDocument(db, itemId);
	return (head && (await readAll(db, [head])).get(itemId)) ?? [];
}

/** The forms of notes that are at hand already. */
export async function describe(
	db: Db,
	paragraphs: NoteParagraph[],
	scope: PrintingScope
): Promise<ItemContent> {
	return toContent(paragraphs, await readPrinting(db, scope, paragraphs));
}

export interface SeedParagraph {
	text: string;
	kind?: NoteKind;
	id?: string;
	organisationId?: string;
}

/**
 * Writes the first notes of an item, e.g. from an import. Does nothing when there are some.
 * @throws {AppError} `not_found` when there is no such item
 */
export async function seedItemNotes(
	db: Db,
	itemId: string,
	paragraphs: SeedParagraph[]
): Promise<void> {
	const head = await ensureDocument(db, itemId);
	if (!head) throw notFound();
	const log = (await readLogs(db, [head.id])).get(head.id)!;
	if (log.seq > 0 || !paragraphs.length) return;
	const doc = new Y.Doc();
	writeParagraphs(
		doc,
		paragraphs.map(({ text, kind, id, organisationId }) =>
			paragraph(text, {
				kind: kind ?? null,
				id: id ?? (kind ? randomUUID() : null),
				organisationId: organisationId ?? null
			})
		)
	);
	const bytes = Y.encodeStateAsUpdate(doc);
	await appendUpdates(db, [{ docId: head.id, epoch: head.epoch, actorId: null, bytes }]);
}

async function readAll(db: Db, heads: DocumentHead[]): Promise<Map<string, NoteParagraph[]>> {
	const ids = heads.map(({ id }) => id);
	const logs = await readLogs(db, ids);
	return new Map(
		heads.map(({ id, itemId }) => {
			const doc = createReplica();
			restore(doc, logs.get(id)!);
			return [itemId, readParagraphs(doc)];
		})
	);
}

function scopeOf(meetingId: string, { reader = null, language = 'en' }: Reading): PrintingScope {
	return { meetingId, reader, language };
}

function toContent(paragraphs: NoteParagraph[], how: NotePrinting): ItemContent {
	const of = (kind: NoteKind) => paragraphs.filter((one) => one.kind === kind);
	const toMarked = (source: NoteParagraph, place: number): MarkedNote => ({
		id: source.id ?? `${source.kind}-${place + 1}`,
		html: renderInline(source.inline, how),
		text: plainText(source, how)
	});
	return {
		html: renderHtml(paragraphs, how),
		text: renderText(paragraphs, how),
		markdown: renderMarkdown(paragraphs, how),
		decisions: of('decision').map(toMarked),
		actions: of('action').map(toMarked),
		lines: of('line').map((line) => ({
			organisation: how.organisation?.(line.organisationId ?? '') ?? '',
			html: renderInline(line.inline, how),
			text: plainText(line, how)
		}))
	};
}
