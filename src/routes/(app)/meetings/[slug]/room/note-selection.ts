import { Fragment, Slice, type Node, type ResolvedPos } from '@tiptap/pm/model';
import { Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { findTable } from '#lib/model/note-table-commands.ts';
import { isList } from '#lib/model/note.ts';

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
 * the same; every cell has a column; in a cell all becomes plain paragraphs and lists.
 */
export function fitPasted(slice: Slice, view: EditorView): Slice {
	if (findTable(view.state)) return fitCell(slice);
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

/** What a cell can hold: plain paragraphs, lists, and a row of a table as one line with bars. */
function fitCell(slice: Slice): Slice {
	const paragraphs: Node[] = [];
	const walk = (node: Node): void => {
		if (node.type.name === 'tableRow') return void paragraphs.push(flattenRow(node));
		if (!node.isTextblock) return node.forEach(walk);
		const { block, indent } = node.attrs;
		const attrs = isList(block) ? { block, indent } : null;
		paragraphs.push(node.type.create(attrs, node.content));
	};
	if (slice.content.firstChild?.isInline) return slice;
	slice.content.forEach(walk);
	const isOpen = paragraphs.length > 0 && !paragraphs[0]!.attrs.block;
	return new Slice(Fragment.from(paragraphs), isOpen ? 1 : 0, paragraphs.length ? 1 : 0);
}

function flattenRow(row: Node): Node {
	const { schema } = row.type;
	const words = row.children.flatMap((cell, at) => [
		...(at ? [schema.text(' | ')] : []),
		...cell.children.flatMap((paragraph, n) => [
			...(n ? [schema.nodes.hardBreak!.create()] : []),
			...paragraph.children
		])
	]);
	return schema.nodes.paragraph!.create(null, words);
}
