/**
 * The notes of one agenda item are a flat list of paragraphs. What a paragraph is (heading, list
 * entry, quote, decision, action, an organisation's line) is an attribute of it and never another
 * node type or a wrapper: replacing a shared node would drop what others type in it meanwhile.
 */
export const SCHEMA_VERSION = 1;
/** Name of the root fragment in the shared document. */
export const NOTES_ROOT = 'notes';

export const NOTE_BLOCKS = ['heading-3', 'heading-4', 'bullet', 'ordered', 'quote'] as const;
export type NoteBlock = (typeof NOTE_BLOCKS)[number];
export const NOTE_KINDS = ['decision', 'action', 'line'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];
export const DEEPEST_INDENT = 4;

/** A run of text with its marks, or a line break inside a paragraph. */
export type NoteInline = NoteText | 'break';
export interface NoteText {
	text: string;
	bold: boolean;
	italic: boolean;
	href: string | null;
}

/** One paragraph; `id` is stable and present when `kind` is. */
export interface NoteParagraph {
	block: NoteBlock | null;
	indent: number;
	kind: NoteKind | null;
	id: string | null;
	organisationId: string | null;
	inline: NoteInline[];
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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
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

/** Whether a paragraph may carry this attribute with this value. */
export function isNoteAttribute(name: string, value: unknown): boolean {
	if (name === 'block') return NOTE_BLOCKS.includes(value as NoteBlock);
	if (name === 'kind') return NOTE_KINDS.includes(value as NoteKind);
	if (name === 'indent')
		return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= DEEPEST_INDENT;
	if (name === 'id' || name === 'organisationId')
		return typeof value === 'string' && UUID.test(value);
	return false;
}

/** Whether text may carry this mark; `null` takes a mark away. */
export function isNoteMark(name: string, value: unknown): boolean {
	if (name === 'bold' || name === 'italic')
		return value === null || (isPlain(value) && Object.keys(value).length === 0);
	if (name !== 'link') return false;
	if (value === null) return true;
	return isPlain(value) && Object.keys(value).length === 1 && isSafeLink(value.href);
}

function isPlain(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
