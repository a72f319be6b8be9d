import AtSign from '@lucide/svelte/icons/at-sign';
import BetweenHorizontalEnd from '@lucide/svelte/icons/between-horizontal-end';
import BetweenVerticalEnd from '@lucide/svelte/icons/between-vertical-end';
import Bold from '@lucide/svelte/icons/bold';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import Clock from '@lucide/svelte/icons/clock';
import Columns3 from '@lucide/svelte/icons/columns-3';
import Gavel from '@lucide/svelte/icons/gavel';
import Heading3 from '@lucide/svelte/icons/heading-1';
import Heading4 from '@lucide/svelte/icons/heading-2';
import Indent from '@lucide/svelte/icons/list-indent-increase';
import Italic from '@lucide/svelte/icons/italic';
import Link from '@lucide/svelte/icons/link';
import List from '@lucide/svelte/icons/list';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Outdent from '@lucide/svelte/icons/list-indent-decrease';
import PanelTop from '@lucide/svelte/icons/panel-top';
import Quote from '@lucide/svelte/icons/quote';
import Redo from '@lucide/svelte/icons/redo-2';
import Rows3 from '@lucide/svelte/icons/rows-3';
import Table from '@lucide/svelte/icons/table';
import Trash from '@lucide/svelte/icons/trash-2';
import Undo from '@lucide/svelte/icons/undo-2';
import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { indent, toggleBlock, toggleKind } from '#lib/model/note-commands.ts';
import {
	addColumn,
	addRow,
	findTable,
	removeColumn,
	removeRow,
	removeTable,
	toggleHeader
} from '#lib/model/note-table-commands.ts';
import { isList, type NoteBlock } from '#lib/model/note.ts';
import { m } from '#lib/paraglide/messages.js';
import { runCommand } from './note-editor.ts';

export interface Tool {
	name: string;
	icon: typeof Bold;
	run(): void;
	/** Whether it is on; tools that only act say nothing. */
	on?: boolean;
	worded?: boolean;
	/** Of no use where the caret stands; it stays in its place and can be read. */
	off?: boolean;
}

/** What tools ask of the page around the editor. */
export interface ToolActions {
	onlink(): void;
	ontable(): void;
	onmoment(): void;
}

/** What the caret stands in. */
export interface CaretPlace {
	block: NoteBlock | null;
	kind: string | null;
	organisationId: string | null;
	/** The table around it. */
	table: { hasHeader: boolean } | null;
}

/** Reads what the caret stands in. */
export function readPlace({ state }: Editor): CaretPlace {
	const { block, kind, organisationId } = state.selection.$from.parent.attrs;
	const table = findTable(state)?.table;
	return { block, kind, organisationId, table: table ? { hasHeader: table.attrs.header } : null };
}

/** The tools of use where the caret stands, in the order of the toolbar. */
export function listTools(editor: Editor, place: CaretPlace, actions: ToolActions): Tool[] {
	const run = (command: Command) => () => runCommand(editor, command);
	const block = (name: string, icon: Tool['icon'], value: NoteBlock): Tool => ({
		name,
		icon,
		on: place.block === value,
		run: run(toggleBlock(value))
	});
	const mark = (name: string, icon: Tool['icon'], kind: 'decision' | 'action'): Tool => ({
		name,
		icon,
		on: place.kind === kind,
		run: run(toggleKind(kind)),
		worded: true
	});
	const isOff = !isList(place.block);
	const lists: Tool[] = [
		block(m.notes_bullets(), List, 'bullet'),
		block(m.notes_numbers(), ListOrdered, 'ordered'),
		{ name: m.notes_outdent(), icon: Outdent, run: run(indent(-1)), off: isOff },
		{ name: m.notes_indent(), icon: Indent, run: run(indent(1)), off: isOff }
	];
	const blocks = () => [
		block(m.notes_heading(), Heading3, 'heading-3'),
		block(m.notes_subheading(), Heading4, 'heading-4'),
		...lists,
		block(m.notes_quote(), Quote, 'quote'),
		{ name: m.notes_table(), icon: Table, run: () => actions.ontable() },
		mark(m.notes_decision(), Gavel, 'decision'),
		mark(m.notes_action(), CircleCheck, 'action')
	];
	const { table } = place;
	return [
		...listWordTools(editor, actions),
		...(table ? [...lists, ...listCellTools(run, table.hasHeader)] : blocks()),
		{ name: m.notes_undo(), icon: Undo, run: () => editor.chain().focus().undo().run() },
		{ name: m.notes_redo(), icon: Redo, run: () => editor.chain().focus().redo().run() }
	];
}

function listWordTools(editor: Editor, { onlink, onmoment }: ToolActions): Tool[] {
	return [
		{
			name: m.notes_bold(),
			icon: Bold,
			on: editor.isActive('bold'),
			run: () => editor.chain().focus().toggleBold().run()
		},
		{
			name: m.notes_italic(),
			icon: Italic,
			on: editor.isActive('italic'),
			run: () => editor.chain().focus().toggleItalic().run()
		},
		{ name: m.notes_link(), icon: Link, on: editor.isActive('link'), run: onlink },
		{ name: m.notes_mention(), icon: AtSign, run: () => startMention(editor) },
		{ name: m.notes_moment(), icon: Clock, run: onmoment }
	];
}

function listCellTools(run: (command: Command) => () => void, hasHeader: boolean): Tool[] {
	return [
		{ name: m.notes_row_add(), icon: BetweenVerticalEnd, run: run(addRow(1)) },
		{ name: m.notes_row_remove(), icon: Rows3, run: run(removeRow), worded: true },
		{ name: m.notes_column_add(), icon: BetweenHorizontalEnd, run: run(addColumn(1)) },
		{ name: m.notes_column_remove(), icon: Columns3, run: run(removeColumn), worded: true },
		{ name: m.notes_table_header(), icon: PanelTop, on: hasHeader, run: run(toggleHeader) },
		{ name: m.notes_table_remove(), icon: Trash, run: run(removeTable) }
	];
}

/** Types the sign that offers the names. */
function startMention(editor: Editor): void {
	const { from, $from: place } = editor.state.selection;
	const before = editor.state.doc.textBetween(place.start(), from, undefined, ' ');
	const sign = /(^|\s)$/.test(before) ? '@' : ' @';
	editor.chain().focus().insertContent(sign).run();
}
