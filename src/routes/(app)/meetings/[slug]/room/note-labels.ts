import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { listGaps } from '#lib/model/note-table-commands.ts';

/** Paragraphs; more are laid out only where they are seen. */
const LONG = 150;

type Mark = (kind: string, organisationId: string | null) => string;

/**
 * What is shown and is no part of the text: the word at a decision, an action or a line, through CSS;
 * the role of a table's first row; and the places of cells that a row lacks.
 */
export function noteLabels(mark: Mark) {
	let shown: { doc: Node; set: DecorationSet } | undefined;
	const decorate = (doc: Node): DecorationSet => {
		if (shown?.doc === doc) return shown.set;
		const found: Decoration[] = [];
		doc.forEach((node, position) => {
			if (node.type.name === 'table') found.push(...decorateTable(node, position));
			else if (node.attrs.kind)
				found.push(
					Decoration.node(position, position + node.nodeSize, {
						'data-label': mark(node.attrs.kind, node.attrs.organisationId)
					})
				);
		});
		shown = { doc, set: DecorationSet.create(doc, found) };
		return shown.set;
	};
	return Extension.create({
		name: 'noteLabels',
		addProseMirrorPlugins: () => [
			new Plugin({
				props: {
					decorations: ({ doc }) => decorate(doc),
					attributes: ({ doc }): Record<string, string> =>
						doc.childCount > LONG ? { class: 'long' } : {}
				}
			})
		]
	});
}

function decorateTable(table: Node, position: number): Decoration[] {
	const found = listGaps(table).map(({ offset, column }) =>
		Decoration.widget(position + offset, makeGap, { key: `gap-${column}`, ignoreSelection: true })
	);
	if (!table.attrs.header) return found;
	table.child(0).forEach((cell, offset) => {
		if (!cell.textContent && cell.content.size <= 2) return; // an empty paragraph names no column
		const from = position + 2 + offset;
		found.push(Decoration.node(from, from + cell.nodeSize, { role: 'columnheader' }));
	});
	return found;
}

function makeGap(): HTMLElement {
	const cell = document.createElement('td');
	cell.contentEditable = 'false';
	return cell;
}
