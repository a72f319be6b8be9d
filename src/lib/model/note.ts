/**
 * The notes of one agenda item are a flat list of paragraphs. What a paragraph is (heading, list
 * entry, quote, decision, action, an organisation's line) is an attribute of it and never another
 * node type or a wrapper: replacing a shared node would drop what others type in it meanwhile. A
 * table stands in the list too; it is made and taken away as a whole, never turned into another node.
 */
export const SCHEMA_VERSION = 3;
/** Name of the root fragment in the shared document. */
export const NOTES_ROOT = 'notes';

export const NOTE_BLOCKS = ['heading-3', 'heading-4', 'bullet', 'ordered', 'quote'] as const;
export type NoteBlock = (typeof NOTE_BLOCKS)[number];
export const NOTE_KINDS = ['decision', 'action', 'line'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];
export const DEEPEST_INDENT = 4;

export const MENTION_KINDS = ['person', 'organisation'] as const;
export type MentionKind = (typeof MENTION_KINDS)[number];

/** Rows and columns that can be asked for; the server takes more, as two people may add at once. */
export const LARGEST_TABLE = { rows: 100, columns: 12 } as const;
/** Rows of a table and cells of a row in one shared document. */
export const MOST_CELLS = { table: 400, tableRow: 48 } as const;
/** Nodes that undo leaves while somebody's words are in them: it takes back only one's own. */
export const PROTECTED_FROM_UNDO = new Set(['paragraph', 'table', 'tableRow', 'tableCell']);
/** Seconds in a time code; a meeting or film is shorter than ten days. */
export const LONGEST_TIME = 864_000;

/** A run of text with its marks, somebody named, a moment, or a line break inside a paragraph. */
export type NoteInline = NoteText | NoteMention | NoteTimecode | 'break';
export interface NoteText {
	text: string;
	bold: boolean;
	italic: boolean;
	href: string | null;
}

/** Somebody of the meeting. `label` is what the writer's page showed; outputs ask for the name anew. */
export interface NoteMention {
	mention: MentionKind;
	id: string;
	label: string;
}

/** A moment: seconds from the start of a film, or from the opening of the meeting (`film` null). */
export interface NoteTimecode {
	film: string | null;
	seconds: number;
}

/**
 * Rows of cells, all rows equally long; `header` says that the first row names columns. A cell holds
 * paragraphs, plain or of lists; an empty one holds none.
 */
export interface NoteTable {
	header: boolean;
	rows: NoteParagraph[][][];
}

/** One paragraph; `id` is stable and present when `kind` is. With `table` it has no words itself. */
export interface NoteParagraph {
	block: NoteBlock | null;
	indent: number;
	kind: NoteKind | null;
	id: string | null;
	organisationId: string | null;
	inline: NoteInline[];
	table?: NoteTable;
}

/** Who an action is given to, until when, and how far it is. `due` is a date without time. */
export interface NoteAction {
	id: string;
	ownerOrganisationId: string | null;
	ownerPersonId: string | null;
	due: string | null;
	state: 'open' | 'done' | 'late' | 'dropped';
}

export function isList(block: NoteBlock | null): boolean {
	return block === 'bullet' || block === 'ordered';
}

/** Blanks, control and direction characters, which hide a scheme or host from a reader. */
const UNSAFE = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\u202a-\u202e]/;

/** Whether an address may stand in notes: http, https or mailto, at most 2000 characters. */
export function isSafeLink(href: unknown): href is string {
	return (
		typeof href === 'string' &&
		href.length <= 2000 &&
		/^(https?:\/\/[^/]|mailto:.)/i.test(href) &&
		!UNSAFE.test(href)
	);
}
