import { Fragment, Slice, type Node, type ResolvedPos } from '@tiptap/pm/model';
import { Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { findTable } from '#lib/model/note-table-commands.ts';

/**
 * A selection begins and ends in one cell or holds whole tables: taking away part of several cells
 * would join them and shift what stands beside.
 */
export function keepInCell(
	_view: EditorView,
	$anchor: ResolvedPos,
	$head: ResolvedPos
): Selection | null {
	const cell = cellOf($anchor);
	const other = cellOf($head);
	if (cell === other) return null;
	const isForward = $head.pos > $anchor.pos;
	if (cell !== null) {
		const end = cell + 1 + $anchor.doc.nodeAt(cell)!.content.size;
		return TextSelection.create($anchor.doc, $anchor.pos, isForward ? end : cell + 1);
	}
	const edge = isForward ? $head.after(1) : $head.before(1);
	const near = Selection.findFrom($head.doc.resolve(edge), isForward ? 1 : -1, true);
	return near && TextSelection.create($anchor.doc, $anchor.pos, near.head);
}

function cellOf($at: ResolvedPos): number | null {
	for (let depth = $at.depth; depth > 0; depth--)
		if ($at.node(depth).type.name === 'tableCell') return $at.before(depth);
	return null;
}

/**
 * What is pasted, fit for where it goes: a copied decision is another decision, a moved one stays
 * the same; every cell has a column; in a cell all becomes words with breaks.
 */
export function fitPasted(slice: Slice, view: EditorView): Slice {
	if (findTable(view.state)) return new Slice(flatten(slice.content), 0, 0);
	const present = new Set<string>();
	view.state.doc.forEach((node) => void (node.attrs.id && present.add(node.attrs.id)));
	const nodes: Node[] = [];
	slice.content.forEach((node) => {
		if (node.type.name === 'table') return void nodes.push(nameColumns(node));
		const isCopy = node.attrs.id && present.has(node.attrs.id);
		const attrs = isCopy ? { ...node.attrs, id: crypto.randomUUID() } : node.attrs;
		nodes.push(isCopy ? node.type.create(attrs, node.content) : node);
	});
	// Into an empty paragraph comes what was copied as it is: a heading stays one.
	const { parent } = view.state.selection.$from;
	const { attrs } = nodes[0] ?? {};
	const isWhole = parent.isTextblock && !parent.content.size && (attrs?.block || attrs?.kind);
	return new Slice(Fragment.from(nodes), isWhole ? 0 : slice.openStart, slice.openEnd);
}

function nameColumns(table: Node): Node {
	const rows = table.children.map((row) =>
		row.copy(
			Fragment.from(
				row.children.map((cell, at) => cell.type.create({ column: `c${at + 1}` }, cell.content))
			)
		)
	);
	return table.copy(Fragment.from(rows));
}

/** Paragraphs, rows and cells as words: a break between lines, a bar between cells. */
function flatten(content: Fragment): Fragment {
	const nodes: Node[] = [];
	let separator: 'none' | 'break' | 'bar' = 'none';
	const walk = (node: Node): void => {
		if (!node.isTextblock && !node.isInline) {
			node.forEach(walk);
			if (node.type.name === 'tableRow') separator = 'break';
			return;
		}
		const { schema } = node.type;
		if (node.isTextblock && nodes.length && separator !== 'none')
			nodes.push(separator === 'bar' ? schema.text(' | ') : schema.nodes.hardBreak!.create());
		if (node.isInline) nodes.push(node);
		else {
			node.forEach((child) => void nodes.push(child));
			separator = node.type.name === 'tableCell' ? 'bar' : 'break';
		}
	};
	content.forEach(walk);
	return Fragment.from(nodes);
}
