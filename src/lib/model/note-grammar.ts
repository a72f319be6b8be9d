import {
	DEEPEST_INDENT,
	LONGEST_TIME,
	MENTION_KINDS,
	NOTE_BLOCKS,
	NOTE_KINDS,
	isSafeLink,
	type MentionKind,
	type NoteBlock,
	type NoteKind
} from './note.ts';

/** The nodes of a shared document, `root` and `text` included. */
export type NoteNodeName = keyof typeof CHILDREN;

const WORDS = ['text', 'hardBreak', 'mention', 'timecode'];
/** What may stand in what. */
const CHILDREN = {
	root: ['paragraph', 'table'],
	paragraph: WORDS,
	table: ['tableRow'],
	tableRow: ['tableCell'],
	tableCell: ['paragraph'],
	text: [],
	hardBreak: [],
	mention: [],
	timecode: []
} satisfies Record<string, string[]>;

type Rule = (value: unknown) => boolean;
const ATTRIBUTES: Partial<Record<NoteNodeName, Record<string, Rule>>> = {
	paragraph: {
		block: (value) => NOTE_BLOCKS.includes(value as NoteBlock),
		indent: (value) => isWhole(value, DEEPEST_INDENT),
		kind: (value) => NOTE_KINDS.includes(value as NoteKind),
		id: isUuid,
		organisationId: isUuid
	},
	table: { header: (value) => typeof value === 'boolean' },
	tableCell: { column: (value) => typeof value === 'string' && /^[a-z0-9]{1,12}$/.test(value) },
	mention: {
		kind: (value) => MENTION_KINDS.includes(value as MentionKind),
		id: isUuid,
		label: isLabel
	},
	timecode: { film: isUuid, seconds: (value) => isWhole(value, LONGEST_TIME) }
};

export function isNoteNode(name: string): name is NoteNodeName {
	return Object.hasOwn(CHILDREN, name);
}

/** Whether a node may stand in another. */
export function isNoteChild(parent: NoteNodeName, child: string): boolean {
	return (CHILDREN[parent] as string[]).includes(child);
}

/** Whether a node may carry this attribute with this value. */
export function isNoteAttribute(node: string, name: string, value: unknown): boolean {
	const rules = isNoteNode(node) ? ATTRIBUTES[node] : undefined;
	return Boolean(rules && Object.hasOwn(rules, name) && rules[name]!(value));
}

/** Whether text may carry this mark; `null` takes a mark away. */
export function isNoteMark(name: string, value: unknown): boolean {
	if (name === 'bold' || name === 'italic')
		return value === null || (isPlain(value) && Object.keys(value).length === 0);
	if (name !== 'link') return false;
	if (value === null) return true;
	return isPlain(value) && Object.keys(value).length === 1 && isSafeLink(value.href);
}

/** The name that goes with a mention: one line, no markup, no signs that turn the direction. */
export function isLabel(value: unknown): value is string {
	return (
		typeof value === 'string' &&
		value.length > 0 &&
		value.length <= 200 &&
		!/[<>\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(value)
	);
}

function isUuid(value: unknown): boolean {
	return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

function isWhole(value: unknown, most: number): boolean {
	return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
}

function isPlain(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
