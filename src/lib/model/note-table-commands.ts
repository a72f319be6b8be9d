import type { Node, Schema } from '@tiptap/pm/model';
import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { orderColumns } from './note-table.ts';
import { LARGEST_TABLE } from './note.ts';

/** Where the selection stands in a table. Positions are those before table, row and cell. */
export interface TablePlace {
	table: Node;
	position: number;
	row: number;
	column: string | null;
	cell: number;
}

export function findTable(state: EditorState): TablePlace | null {
	const { $from } = state.selection;
	for (let depth = $from.depth; depth >= 2; depth--) {
		if ($from.node(depth).type.name !== 'tableCell') continue;
		return {
			table: $from.node(depth - 2),
			position: $from.before(depth - 2),
			row: $from.index(depth - 2),
			column: $from.node(depth).attrs.column,
			cell: $from.before(depth)
		};
	}
	return null;
}

/** Puts an empty table beside the current paragraph, with a paragraph after it to go on in. */
export function insertTable(rows: number, columns: number): Command {
	return (state, dispatch) => {
		const { $from } = state.selection;
		if (findTable(state) || $from.depth === 0) return false;
		const { table, tableRow, paragraph } = state.schema.nodes;
		const ids = Array.from({ length: within(columns, LARGEST_TABLE.columns) }, makeColumnId);
		const made = table!.create(
			{ header: true },
			Array.from({ length: within(rows, LARGEST_TABLE.rows) }, () =>
				tableRow!.create(
					null,
					ids.map((column) => emptyCell(state.schema, column))
				)
			)
		);
		// An empty paragraph stays and follows the table: nothing is replaced.
		const at = $from.parent.content.size ? $from.after(1) : $from.before(1);
		const transaction = state.tr.insert(at, made);
		const end = at + made.nodeSize;
		if (end >= transaction.doc.content.size) transaction.insert(end, paragraph!.create());
		transaction.setSelection(TextSelection.create(transaction.doc, at + 4));
		dispatch?.(transaction.scrollIntoView());
		return true;
	};
}

/** Adds a row before (`-1`) or after (`1`) the current one, and goes there. */
export function addRow(side: 1 | -1): Command {
	return inTable((transaction, place) => {
		const { table, position, row } = fillGaps(transaction, place);
		if (table.childCount >= LARGEST_TABLE.rows) return false;
		const { schema } = table.type;
		const { tableRow } = schema.nodes;
		const cells = columnsOf(table).map((column) => emptyCell(schema, column));
		const index = side > 0 ? row + 1 : row;
		const at = startOfRow(table, position, index);
		transaction.insert(at, tableRow!.create(null, cells));
		transaction.setSelection(TextSelection.create(transaction.doc, at + 3));
		return true;
	});
}

/** Adds a column before (`-1`) or after (`1`) the current one, in every row. */
export function addColumn(side: 1 | -1): Command {
	return inTable((transaction, place) => {
		const { table, position, column } = fillGaps(transaction, place);
		const order = columnsOf(table);
		if (order.length >= LARGEST_TABLE.columns) return false;
		const fresh = emptyCell(table.type.schema, makeColumnId());
		for (let index = table.childCount - 1; index >= 0; index--) {
			const row = table.child(index);
			let at = startOfRow(table, position, index) + 1;
			row.forEach((cell, offset) => {
				if (cell.attrs.column !== column) return;
				at = startOfRow(table, position, index) + 1 + offset + (side > 0 ? cell.nodeSize : 0);
			});
			transaction.insert(at, fresh);
		}
		return true;
	});
}

/** Takes away the current row; with the last one the table. */
export const removeRow: Command = inTable((transaction, place) => {
	const { table, position, row } = place;
	if (table.childCount === 1) return deleteTable(transaction, place);
	const at = startOfRow(table, position, row);
	transaction.delete(at, at + table.child(row).nodeSize);
	goTo(transaction, position, Math.min(row, table.childCount - 2));
	return true;
});

/** Takes away the current column; with the last one the table. */
export const removeColumn: Command = inTable((transaction, place) => {
	const { table, position, row, column } = place;
	if (columnsOf(table).length <= 1) return deleteTable(transaction, place);
	for (let index = table.childCount - 1; index >= 0; index--) {
		const start = startOfRow(table, position, index) + 1;
		const { children } = table.child(index);
		const ends: Array<[number, number]> = [];
		let offset = 0;
		for (const cell of children) {
			if (cell.attrs.column === column)
				ends.unshift([start + offset, start + offset + cell.nodeSize]);
			offset += cell.nodeSize;
		}
		// A row that somebody made meanwhile may have no other cell: it goes as a whole.
		if (ends.length === children.length)
			transaction.delete(start - 1, start - 1 + table.child(index).nodeSize);
		else for (const [from, to] of ends) transaction.delete(from, to);
	}
	goTo(transaction, position, row);
	return true;
});

/** Makes the first row name the columns, or an ordinary row again. */
export const toggleHeader: Command = inTable((transaction, { table, position }) => {
	transaction.setNodeAttribute(position, 'header', !table.attrs.header);
	return true;
});

export const removeTable: Command = inTable(deleteTable);

/** The cells that rows lack, as places before which they belong. */
export function listGaps(table: Node): Array<{ offset: number; column: string }> {
	const order = columnsOf(table);
	const gaps: Array<{ offset: number; column: string }> = [];
	table.forEach((row, rowOffset) => {
		const present = new Set(row.children.map((cell) => cell.attrs.column));
		for (const column of order) {
			if (present.has(column)) continue;
			let offset = rowOffset + 2;
			row.forEach((cell, cellOffset) => {
				if (order.indexOf(cell.attrs.column) < order.indexOf(column))
					offset = Math.max(offset, rowOffset + 2 + cellOffset + cell.nodeSize);
			});
			gaps.push({ offset, column });
		}
	});
	return gaps;
}

/** There is always a paragraph to write in. */
function emptyCell(schema: Schema, column: string): Node {
	const { tableCell, paragraph } = schema.nodes;
	return tableCell!.create({ column }, paragraph!.create());
}

function inTable(act: (transaction: Transaction, place: TablePlace) => boolean): Command {
	return (state, dispatch) => {
		const place = findTable(state);
		if (!place) return false;
		const transaction = state.tr;
		if (!act(transaction, place)) return false;
		dispatch?.(transaction.scrollIntoView());
		return true;
	};
}

/** Rows and columns that two people added at the same time leave gaps: the next change fills them. */
function fillGaps(transaction: Transaction, place: TablePlace): TablePlace {
	for (const { offset, column } of listGaps(place.table).reverse())
		transaction.insert(place.position + offset, emptyCell(place.table.type.schema, column));
	return { ...place, table: transaction.doc.nodeAt(place.position)! };
}

function columnsOf(table: Node): string[] {
	return orderColumns(
		table.children.map((row) => row.children.map(({ attrs }) => ({ column: attrs.column })))
	);
}

function deleteTable(transaction: Transaction, { table, position }: TablePlace): boolean {
	const end = position + table.nodeSize;
	if (transaction.doc.childCount === 1)
		transaction.replaceWith(position, end, table.type.schema.nodes.paragraph!.create());
	else transaction.delete(position, end);
	const near = Math.min(position, transaction.doc.content.size);
	transaction.setSelection(TextSelection.near(transaction.doc.resolve(near)));
	return true;
}

function goTo(transaction: Transaction, position: number, row: number): void {
	const table = transaction.doc.nodeAt(position);
	if (table?.type.name !== 'table') return;
	const at = startOfRow(table, position, Math.min(row, table.childCount - 1));
	transaction.setSelection(TextSelection.create(transaction.doc, at + 3));
}

function startOfRow(table: Node, position: number, index: number): number {
	let at = position + 1;
	for (let row = 0; row < index; row++) at += table.child(row).nodeSize;
	return at;
}

function within(asked: number, most: number): number {
	return Math.min(most, Math.max(1, Math.floor(asked) || 1));
}

function makeColumnId(): string {
	return crypto.randomUUID().replaceAll('-', '').slice(0, 8);
}
