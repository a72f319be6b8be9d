import { Extension } from '@tiptap/core';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import type { MentionKind } from '#lib/model/note.ts';
import type { Owner } from './note-marks.ts';

/** An `@` before the caret with what was typed after it; positions in the document. */
export interface MentionQuery {
	from: number;
	to: number;
	text: string;
}

export interface MentionActions {
	asked(query: MentionQuery | null): void;
	/** Whether the list of names took the key. */
	key(event: KeyboardEvent): boolean;
}

const QUERY = /(?:^|[\s(\ufffc])@([\p{L}\p{N}'’.&-]{0,40}(?: [\p{L}\p{N}'’.&-]{0,40})?)$/u;
/** As many as can be looked over; typing on narrows them down. */
export const MOST_NAMES = 8;

/** Tells the page when an `@` asks for a name, and gives its list the keys meanwhile. */
export function noteMentions(actions: MentionActions) {
	return Extension.create({
		name: 'noteMentions',
		priority: 1200,
		addProseMirrorPlugins: () => [
			new Plugin({
				props: { handleKeyDown: (_view, event) => !event.isComposing && actions.key(event) },
				view: () => ({
					update: (view, before) => {
						const { state } = view;
						if (before.doc === state.doc && before.selection.eq(state.selection)) return;
						actions.asked(view.hasFocus() ? findQuery(state) : null);
					}
				})
			})
		]
	});
}

export function findQuery(state: EditorState): MentionQuery | null {
	const { $from, empty } = state.selection;
	if (!empty || !$from.parent.isTextblock) return null;
	const start = Math.max(0, $from.parentOffset - 90);
	const before = $from.parent.textBetween(start, $from.parentOffset, undefined, '\ufffc');
	const text = QUERY.exec(before)?.[1];
	return text === undefined ? null : { from: $from.pos - text.length - 1, to: $from.pos, text };
}

/** Those whose name, or a word of it, begins with what was typed; accents and capitals aside. */
export function matchNames(owners: Owner[], text: string): Owner[] {
	const wanted = simplify(text.trim());
	const begins = ({ name }: Owner) => {
		const words = simplify(name);
		return words.startsWith(wanted) || words.includes(` ${wanted}`);
	};
	return owners.filter(begins).slice(0, MOST_NAMES);
}

function simplify(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Puts a name where the query stands; a space follows it. */
export function insertMention(
	state: EditorState,
	{ from, to }: MentionQuery,
	owner: { kind: MentionKind; id: string; name: string }
) {
	const { kind, id, name: label } = owner;
	const transaction = state.tr.replaceWith(
		from,
		to,
		state.schema.nodes.mention!.create({ kind, id, label: label.slice(0, 200) })
	);
	const after = transaction.doc.resolve(from + 1);
	const next = after.nodeAfter?.isText ? after.nodeAfter.text![0] : '';
	if (next !== ' ') transaction.insertText(' ', from + 1);
	return transaction.scrollIntoView();
}
