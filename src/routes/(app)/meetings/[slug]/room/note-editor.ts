import { Editor } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import CollaborationCaret from '@tiptap/extension-collaboration-caret';
import type { Slice } from '@tiptap/pm/model';
import type { Command } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { startShowing } from '#lib/model/note-binding.ts';
import { NoteMapping } from '#lib/model/note-mapping.ts';
import { NOTES_ROOT, PROTECTED_FROM_UNDO } from '#lib/model/note.ts';
import { noteExtensions } from '#lib/model/notes-schema.ts';
import type { NotesProvider } from '#lib/realtime/notes-provider.ts';
import { noteKeys, type NoteKeyActions } from './note-keys.ts';
import { noteLabels } from './note-labels.ts';
import { noteMentions, type MentionActions } from './note-mention.ts';
import { cleanPastedHtml } from './note-paste.ts';
import { fitPasted, keepInCell } from './note-selection.ts';
import { noteViews, type NameOf } from './note-views.ts';

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
	nameOf: NameOf;
	describeMoment(isFilm: boolean): string;
	keys: NoteKeyActions;
	mentions: MentionActions;
	changed(): void;
	pasteRefused(): void;
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
	const editor = new Editor({
		element,
		injectCSS: false,
		extensions: [
			...noteExtensions,
			noteKeys(setup.keys),
			noteMentions(setup.mentions),
			noteLabels(setup.mark),
			noteViews(setup.nameOf, setup.describeMoment),
			Collaboration.configure({
				document: provider.doc,
				field: NOTES_ROOT,
				ySyncOptions: { mapping: new NoteMapping() as never },
				yUndoOptions: { protectedNodes: PROTECTED_FROM_UNDO } as never
			}),
			CollaborationCaret.configure({
				provider,
				user: {},
				render: renderCaret,
				selectionRender: ({ colour }) => ({ class: `caret-selection caret-${Number(colour)}` })
			})
		],
		editorProps: {
			attributes: {
				role: 'textbox',
				'aria-multiline': 'true',
				'aria-label': setup.label,
				'aria-autocomplete': 'list'
			},
			createSelectionBetween: keepInCell,
			handleScrollToSelection: uncover,
			transformPastedHTML: cleanPastedHtml,
			transformPasted: (slice, view) => fitPasted(slice, view),
			handleDOMEvents: { paste: refuseHuge, drop: refuseHuge },
			handlePaste: refuseLong,
			handleDrop: refuseLong
		},
		onTransaction: setup.changed
	});
	startShowing(editor.state);
	return editor;
}

/** Runs one of the notes' commands in the editor and gives the text box the focus back. */
export function runCommand(editor: Editor, command: Command): void {
	command(editor.state, editor.view.dispatch);
	editor.view.focus();
}

/** The bar of the room lies over the page's end on small screens: what is typed stands above it. */
function uncover(view: EditorView): boolean {
	const cover = parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom);
	const { bottom } = view.coordsAtPos(view.state.selection.head);
	const hidden = bottom - (window.innerHeight - cover);
	if (hidden > 0) window.scrollBy(0, hidden + 5);
	return false; // the editor goes on to scroll as far as it would anyway
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
