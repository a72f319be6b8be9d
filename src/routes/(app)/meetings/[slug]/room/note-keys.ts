import { Extension, InputRule, type Editor } from '@tiptap/core';
import { Plugin, type Command } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import {
	indent,
	leaveBlockAtStart,
	splitParagraph,
	toggleBlock,
	toggleKind
} from '#lib/model/note-commands.ts';
import { leaveTable, moveToCell, stayInCell } from '#lib/model/note-cell-commands.ts';
import { addColumn, addRow, removeColumn, removeRow } from '#lib/model/note-table-commands.ts';
import { isList, isSafeLink, type NoteBlock } from '#lib/model/note.ts';

/** What keys ask of the page around the editor. */
export interface NoteKeyActions {
	save(): void;
	toToolbar(): void;
	link(): void;
	table(): void;
	moment(): void;
}

/** Every key of the editor; the shortcuts dialog lists them. */
export function noteKeys(actions: NoteKeyActions) {
	const press =
		(...commands: Command[]) =>
		({ editor }: { editor: Editor }) =>
			commands.some((command) => command(editor.state, editor.view.dispatch, editor.view));
	const act = (does: () => void) => () => {
		does();
		return true;
	};
	return Extension.create({
		name: 'noteKeys',
		priority: 1100,
		addKeyboardShortcuts: () => ({
			Enter: press(splitParagraph),
			Backspace: press(stayInCell('Backspace'), leaveBlockAtStart),
			Delete: press(stayInCell('Delete')),
			Tab: press(moveToCell(1)),
			'Shift-Tab': press(moveToCell(-1)),
			Escape: press(leaveTable(1)),
			'Mod-Enter': press(leaveTable(1)),
			'Mod-Shift-Enter': press(leaveTable(-1)),
			'Mod-Alt-ArrowDown': press(addRow(1)),
			'Mod-Alt-ArrowUp': press(addRow(-1)),
			'Mod-Alt-ArrowRight': press(addColumn(1)),
			'Mod-Alt-ArrowLeft': press(addColumn(-1)),
			'Mod-Alt-Backspace': press(removeRow),
			'Mod-Alt-Shift-Backspace': press(removeColumn),
			'Mod-]': press(indent(1)),
			'Mod-[': press(indent(-1)),
			'Mod-Alt-3': press(toggleBlock('heading-3')),
			'Mod-Alt-4': press(toggleBlock('heading-4')),
			'Mod-Shift-7': press(toggleBlock('ordered')),
			'Mod-Shift-8': press(toggleBlock('bullet')),
			'Mod-Shift-9': press(toggleBlock('quote')),
			'Mod-Alt-d': press(toggleKind('decision')),
			'Mod-Alt-a': press(toggleKind('action')),
			'Mod-Alt-t': act(actions.table),
			'Mod-Alt-c': act(actions.moment),
			'Mod-k': act(actions.link),
			'Mod-s': act(actions.save),
			'Alt-F10': act(actions.toToolbar)
		}),
		addProseMirrorPlugins: () => [
			new Plugin({ props: { handleDOMEvents: { keydown: readCaret } } })
		],
		addInputRules: () => [
			blockRule(/^#{1,3}\s$/, 'heading-3'),
			blockRule(/^####\s$/, 'heading-4'),
			blockRule(/^[-*+]\s$/, 'bullet'),
			blockRule(/^\d+[.)]\s$/, 'ordered'),
			blockRule(/^>\s$/, 'quote'),
			linkRule
		]
	});
}

/**
 * The browser tells of a caret moved by keys a moment later; a shortcut that follows at once would act
 * where the caret was before.
 */
function readCaret(view: EditorView, { ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent) {
	const { domObserver } = view as unknown as { domObserver: { flush(): void } };
	if ((ctrlKey || metaKey || altKey) && !isComposing) domObserver.flush();
	return false;
}

/** Markdown at the start of a paragraph; in a cell only signs of lists are. */
function blockRule(find: RegExp, block: NoteBlock): InputRule {
	return new InputRule({
		find,
		handler: ({ state, range }) => {
			const { $from } = state.selection;
			const isInCell = $from.depth > 1;
			if ($from.parent.type.name !== 'paragraph' || (isInCell && !isList(block))) return null;
			const before = state.doc.resolve(range.from).before();
			state.tr.delete(range.from, range.to).setNodeAttribute(before, 'block', block);
		}
	});
}

/** `[words](address)` becomes a link. */
const linkRule = new InputRule({
	find: /\[([^\][]+)\]\(([^()\s]+)\)$/,
	handler: ({ state, range, match }) => {
		const [, words, href] = match;
		if (!words || !isSafeLink(href)) return null;
		const link = state.schema.mark('link', { href });
		state.tr.replaceWith(range.from, range.to, state.schema.text(words, [link]));
		state.tr.removeStoredMark(link);
	}
});
