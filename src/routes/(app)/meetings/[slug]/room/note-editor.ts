import { Editor, Extension, InputRule } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import CollaborationCaret from '@tiptap/extension-collaboration-caret';
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { Plugin, type Command } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import {
	indent,
	leaveBlockAtStart,
	splitParagraph,
	toggleBlock
} from '#lib/model/note-commands.ts';
import { NOTES_ROOT, type NoteBlock } from '#lib/model/note.ts';
import { noteExtensions } from '#lib/model/notes-schema.ts';
import type { NotesProvider } from '#lib/realtime/notes-provider.ts';
import { cleanPastedHtml } from './note-paste.ts';

/** Characters; more in one paste is refused with a sentence instead of stopping the browser. */
const LONGEST_PASTE = 500_000;
/** The same for HTML, most of which is not text. */
const LONGEST_MARKUP = 3_000_000;

export interface NoteEditorSetup {
	element: HTMLElement;
	provider: NotesProvider;
	/** The accessible name of the text box. */
	label: string;
	/** The words before a decision, an action, an organisation's line. */
	mark(kind: string, organisationId: string | null): string;
	changed(): void;
	pasteRefused(): void;
	save(): void;
	toToolbar(): void;
}

/** The editor of one item's notes; the provider must have joined. */
export function createNoteEditor(setup: NoteEditorSetup): Editor {
	const { element, provider } = setup;
	const { awareness } = provider;
	/** Before the editor parses it: that alone would keep the browser busy for minutes. */
	const refuseHuge = (_view: EditorView, event: ClipboardEvent | DragEvent) => {
		const data = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
		const isHuge =
			(data?.getData('text/plain').length ?? 0) > LONGEST_PASTE ||
			(data?.getData('text/html').length ?? 0) > LONGEST_MARKUP;
		if (!isHuge) return false;
		event.preventDefault();
		setup.pasteRefused();
		return true;
	};
	const refuseLong = (_view: EditorView, _event: Event, { size }: Slice) => {
		if (size <= LONGEST_PASTE) return false;
		setup.pasteRefused();
		return true;
	};
	// y-protocols: null silences a caret for good, so it comes back as an empty state.
	element.addEventListener(
		'focusin',
		() => awareness.getLocalState() ?? awareness.setLocalState({}),
		true
	);
	element.addEventListener('focusout', () => awareness.setLocalState(null));
	return new Editor({
		element,
		injectCSS: false,
		extensions: [
			...noteExtensions,
			keys(setup),
			marks(setup),
			Collaboration.configure({ document: provider.doc, field: NOTES_ROOT }),
			CollaborationCaret.configure({
				provider,
				user: {},
				render: renderCaret,
				selectionRender: ({ colour }) => ({ class: `caret-selection caret-${Number(colour)}` })
			})
		],
		editorProps: {
			attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': setup.label },
			transformPastedHTML: cleanPastedHtml,
			transformPasted: (slice, view) => withFreshIds(slice, view),
			handleDOMEvents: { paste: refuseHuge, drop: refuseHuge },
			handlePaste: refuseLong,
			handleDrop: refuseLong
		},
		onTransaction: setup.changed
	});
}

/** Runs one of the notes' commands in the editor and gives the text box the focus back. */
export function runCommand(editor: Editor, command: Command): void {
	command(editor.state, editor.view.dispatch);
	editor.view.focus();
}

function keys({ save, toToolbar }: NoteEditorSetup) {
	const press =
		(command: Command) =>
		({ editor }: { editor: Editor }) =>
			command(editor.state, editor.view.dispatch);
	const act = (does: () => void) => () => {
		does();
		return true;
	};
	return Extension.create({
		name: 'noteKeys',
		priority: 1100,
		addKeyboardShortcuts: () => ({
			Enter: press(splitParagraph),
			Backspace: press(leaveBlockAtStart),
			'Mod-]': press(indent(1)),
			'Mod-[': press(indent(-1)),
			'Mod-Alt-3': press(toggleBlock('heading-3')),
			'Mod-Alt-4': press(toggleBlock('heading-4')),
			'Mod-Shift-7': press(toggleBlock('ordered')),
			'Mod-Shift-8': press(toggleBlock('bullet')),
			'Mod-Shift-9': press(toggleBlock('quote')),
			'Mod-s': act(save),
			'Alt-F10': act(toToolbar)
		}),
		addInputRules: () => [
			blockRule(/^#{1,3}\s$/, 'heading-3'),
			blockRule(/^####\s$/, 'heading-4'),
			blockRule(/^[-*+]\s$/, 'bullet'),
			blockRule(/^\d+[.)]\s$/, 'ordered'),
			blockRule(/^>\s$/, 'quote')
		]
	});
}

function blockRule(find: RegExp, block: NoteBlock): InputRule {
	return new InputRule({
		find,
		handler: ({ state, range }) => {
			const before = state.doc.resolve(range.from).before();
			state.tr.delete(range.from, range.to).setNodeAttribute(before, 'block', block);
		}
	});
}

/** Prints the marker's word through CSS, so that it is never part of the text. */
function marks({ mark }: NoteEditorSetup) {
	const decorate = (doc: Node) => {
		const found: Decoration[] = [];
		doc.descendants((node, position) => {
			const { kind, organisationId } = node.attrs;
			if (kind)
				found.push(
					Decoration.node(position, position + node.nodeSize, {
						'data-label': mark(kind, organisationId)
					})
				);
			return false;
		});
		return DecorationSet.create(doc, found);
	};
	return Extension.create({
		name: 'noteMarks',
		addProseMirrorPlugins: () => [
			new Plugin({ props: { decorations: ({ doc }) => decorate(doc) } })
		]
	});
}

/** A copied decision is another decision; a moved one stays the same. */
function withFreshIds(slice: Slice, view: EditorView): Slice {
	const present = new Set<string>();
	view.state.doc.descendants((node) => void present.add(node.attrs.id));
	const nodes: Node[] = [];
	slice.content.forEach((node) => {
		const isCopy = node.attrs.id && present.has(node.attrs.id);
		const attrs = isCopy ? { ...node.attrs, id: crypto.randomUUID() } : node.attrs;
		nodes.push(isCopy ? node.type.create(attrs, node.content) : node);
	});
	return new Slice(Fragment.from(nodes), slice.openStart, slice.openEnd);
}

function renderCaret({ name, colour }: Record<string, unknown>): HTMLElement {
	const caret = document.createElement('span');
	caret.className = `caret caret-${Number(colour)}`;
	caret.setAttribute('aria-hidden', 'true');
	const label = document.createElement('span');
	label.className = 'caret-name';
	label.textContent = String(name);
	caret.append(label);
	return caret;
}
