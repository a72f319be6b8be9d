import type { Node } from '@tiptap/pm/model';
import { EditorState, type Command } from '@tiptap/pm/state';
import { DEEPEST_INDENT, isList, type NoteBlock, type NoteKind } from './note.ts';

/** Makes the selected paragraphs headings, list entries or quotes, or plain again. */
export function toggleBlock(block: NoteBlock): Command {
	return (state, dispatch) => {
		// A cell holds plain paragraphs and lists.
		const chosen = selectedParagraphs(state).filter(({ isInCell }) => !isInCell || isList(block));
		if (!chosen.length) return false;
		const isOn = chosen.every(({ node }) => node.attrs.block === block);
		const transaction = state.tr;
		for (const { node, position } of chosen) {
			transaction.setNodeAttribute(position, 'block', isOn ? null : block);
			if (node.attrs.indent && (isOn || !isList(block)))
				transaction.setNodeAttribute(position, 'indent', 0);
		}
		dispatch?.(transaction);
		return chosen.length > 0;
	};
}

/**
 * Marks the selected paragraphs as decision, action or an organisation's line, or as none. The id
 * stays when the mark goes, also when it goes by undo: owner and date are known by it, and who marks
 * the paragraph again finds them. No reader sees an id without a mark.
 */
export function toggleKind(kind: NoteKind, organisationId: string | null = null): Command {
	return (state, dispatch) => {
		const chosen = selectedParagraphs(state).filter(({ isInCell }) => !isInCell);
		if (!chosen.length) return false;
		const isOn = chosen.every(
			({ node }) => node.attrs.kind === kind && node.attrs.organisationId === organisationId
		);
		const named = state.tr.setMeta('addToHistory', false);
		for (const { node, position } of chosen)
			if (!isOn && !node.attrs.id) named.setNodeAttribute(position, 'id', crypto.randomUUID());
		if (named.docChanged) dispatch?.(named);
		const marked = EditorState.create({ doc: named.doc, selection: named.selection }).tr;
		for (const { position } of chosen) {
			marked.setNodeAttribute(position, 'kind', isOn ? null : kind);
			marked.setNodeAttribute(position, 'organisationId', isOn ? null : organisationId);
		}
		dispatch?.(marked);
		return true;
	};
}

/** Moves list entries one level in (`1`) or out (`-1`). */
export function indent(by: 1 | -1): Command {
	return (state, dispatch) => {
		const chosen = selectedParagraphs(state).filter(({ node }) => isList(node.attrs.block));
		const transaction = state.tr;
		for (const { node, position } of chosen) {
			const depth = Math.min(DEEPEST_INDENT, Math.max(0, node.attrs.indent + by));
			transaction.setNodeAttribute(position, 'indent', depth);
		}
		dispatch?.(transaction);
		return chosen.length > 0;
	};
}

/** Enter: leaves an empty list entry, keeps marks and ids where the words are, ends a heading. */
export const splitParagraph: Command = (state, dispatch) => {
	const { $from, empty } = state.selection;
	const { attrs, content, type } = $from.parent;
	if (type.name !== 'paragraph') return false;
	if (empty && content.size === 0 && attrs.block) return leaveBlock(state, dispatch);
	const transaction = state.tr.deleteSelection();
	const at = transaction.selection.$from;
	const kept = { block: isHeading(attrs.block) ? null : attrs.block, indent: attrs.indent };
	if (at.parentOffset === 0 && at.parent.content.size > 0) {
		transaction.insert(at.before(), type.create(kept));
	} else {
		transaction.split(at.pos, 1, [{ type, attrs: kept }]);
	}
	dispatch?.(transaction.scrollIntoView());
	return true;
};

/** Backspace at the start of a list entry, heading or quote makes it plain before it joins. */
export const leaveBlockAtStart: Command = (state, dispatch) => {
	const { $from, empty } = state.selection;
	if (!empty || $from.parentOffset > 0 || !$from.parent.attrs.block) return false;
	return leaveBlock(state, dispatch);
};

const leaveBlock: Command = (state, dispatch) => {
	const { $from } = state.selection;
	const transaction = state.tr;
	if ($from.parent.attrs.indent > 0)
		transaction.setNodeAttribute($from.before(), 'indent', $from.parent.attrs.indent - 1);
	else transaction.setNodeAttribute($from.before(), 'block', null);
	dispatch?.(transaction);
	return true;
};

interface SelectedParagraph {
	node: Node;
	position: number;
	isInCell: boolean;
}

/** The paragraphs that the selection touches, with the position before each. */
export function selectedParagraphs(state: EditorState): SelectedParagraph[] {
	const found: SelectedParagraph[] = [];
	const { from, to } = state.selection;
	state.doc.nodesBetween(from, to, (node, position, parent) => {
		const isInCell = parent?.type.name === 'tableCell';
		if (node.type.name === 'paragraph') found.push({ node, position, isInCell });
		return node.type.name !== 'paragraph';
	});
	return found;
}

function isHeading(block: NoteBlock | null): boolean {
	return block === 'heading-3' || block === 'heading-4';
}
