import { EditorState, TextSelection, type Command, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { redo, undo, ySyncPlugin, yUndoPlugin } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { NoteMapping } from '#lib/model/note-mapping.ts';
import { startShowing } from '#lib/model/note-binding.ts';
import { decodeUpdate } from '#lib/model/note-check.ts';
import { createNotesDoc, NoteKeeping } from '#lib/model/note-keeping.ts';
import { NOTES_ROOT, PROTECTED_FROM_UNDO } from '#lib/model/note.ts';
import { noteSchema } from '#lib/model/notes-schema.ts';

/** What the server does: takes updates in one order, puts back, and hands all on as they came. */
export class NoteWire {
	readonly doc = createNotesDoc();
	readonly log: Array<{ from: HeadlessEditor | null; update: Uint8Array }> = [];
	#keeping = new NoteKeeping(this.doc);

	constructor(start: Uint8Array) {
		this.take(null, start);
	}

	take(from: HeadlessEditor | null, update: Uint8Array): void {
		const apply = () => Y.applyUpdate(this.doc, update);
		const returned = this.#keeping.take(decodeUpdate(update), apply);
		this.log.push({ from, update });
		for (const { update } of returned) this.log.push({ from: null, update });
	}

	/** Another server in its place, which knows what was kept. */
	restart(): void {
		const doc = createNotesDoc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc));
		Object.assign(this, { doc });
		this.#keeping = new NoteKeeping(doc);
	}
}

/** The editor of notes without a screen: its state, its commands and its tie to a shared document. */
export class HeadlessEditor {
	readonly doc = new Y.Doc();
	readonly #view: EditorView;
	readonly #updates: Array<(view: EditorView, before: EditorState) => void> = [];

	readonly #wire: NoteWire;
	#waiting: Uint8Array[] = [];
	#read = 0;

	constructor(clientId: number, wire: NoteWire) {
		this.#wire = wire;
		this.doc.clientID = clientId;
		this.receive();
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== wire) this.#waiting.push(update);
		});
		const plugins = [
			ySyncPlugin(this.doc.getXmlFragment(NOTES_ROOT), { mapping: new NoteMapping() as never }),
			yUndoPlugin({ protectedNodes: PROTECTED_FROM_UNDO } as never)
		];
		const view = {
			state: EditorState.create({ schema: noteSchema, plugins }),
			dispatch: (transaction: Transaction) => {
				const before = view.state;
				view.state = before.apply(transaction);
				for (const update of this.#updates) update(this.#view, before);
			},
			hasFocus: () => false
		};
		this.#view = view as unknown as EditorView;
		for (const plugin of plugins) {
			const { update } = plugin.spec.view?.(this.#view) ?? {};
			if (update) this.#updates.push(update);
		}
		startShowing(this.state);
	}

	get state(): EditorState {
		return this.#view.state;
	}

	/** Selects from the `from`th to the `to`th place where text can stand; both wrap around. */
	select(from: number, to = from): void {
		const places: number[] = [];
		this.state.doc.descendants((node, position) => {
			if (!node.isTextblock) return true;
			for (let at = 0; at <= node.content.size; at++) places.push(position + 1 + at);
			return false;
		});
		const find = (n: number) => places[n % places.length]!;
		const [anchor, head] = [find(from), find(to)];
		const selection = TextSelection.create(this.state.doc, anchor, head);
		this.#view.dispatch(this.state.tr.setSelection(selection));
	}

	run(command: Command): boolean {
		return command(this.state, this.#view.dispatch);
	}

	type(text: string): void {
		this.#view.dispatch(this.state.tr.insertText(text, this.state.selection.to));
	}

	undo(): void {
		undo(this.state);
	}

	redo(): void {
		redo(this.state);
	}

	/** What is typed from now on is another step to undo. */
	pause(): void {
		const { undoManager } = this.#undoState();
		undoManager.stopCapturing();
	}

	/** Hands what was done here to the others, as the notes' provider does. */
	send(): void {
		const updates = this.#waiting.splice(0);
		if (updates.length) this.#wire.take(this, Y.mergeUpdates(updates));
	}

	/** Takes over what the others handed on. */
	receive(): void {
		const { log } = this.#wire;
		for (; this.#read < log.length; this.#read++) {
			const { from, update } = log[this.#read]!;
			if (from !== this) Y.applyUpdate(this.doc, update, this.#wire);
		}
	}

	#undoState(): { undoManager: Y.UndoManager } {
		const plugin = this.state.plugins.at(-1)!;
		return plugin.getState(this.state) as { undoManager: Y.UndoManager };
	}
}
