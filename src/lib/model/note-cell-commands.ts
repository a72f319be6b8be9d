import { TextSelection, type Command } from '@tiptap/pm/state';
import { addRow, findTable } from './note-table-commands.ts';

/** Goes to the next (`1`) or former (`-1`) cell; after the last one a new row begins. */
export function moveToCell(by: 1 | -1): Command {
	return (state, dispatch, view) => {
		const place = findTable(state);
		if (!place) return false;
		const cells: number[] = [];
		place.table.descendants((node, offset) => {
			if (node.type.name === 'tableCell') cells.push(place.position + 1 + offset);
			return node.type.name === 'tableRow';
		});
		const target = cells[cells.indexOf(place.cell) + by];
		if (target === undefined) return by > 0 ? addRow(1)(state, dispatch, view) : false;
		const transaction = state.tr;
		const end = target + transaction.doc.nodeAt(target)!.nodeSize - 2;
		transaction.setSelection(TextSelection.create(transaction.doc, end));
		dispatch?.(transaction.scrollIntoView());
		return true;
	};
}

/** Goes on below (`1`) or above (`-1`) the table, in a new paragraph where there is none. */
export function leaveTable(side: 1 | -1): Command {
	return (state, dispatch) => {
		const place = findTable(state);
		if (!place) return false;
		const transaction = state.tr;
		const at = side > 0 ? place.position + place.table.nodeSize : place.position;
		const $at = transaction.doc.resolve(at);
		const beside = side > 0 ? $at.nodeAfter : $at.nodeBefore;
		let target = side > 0 ? at + 1 : at - 1;
		if (beside?.type.name !== 'paragraph') {
			transaction.insert(at, state.schema.nodes.paragraph!.create());
			target = at + 1;
		}
		transaction.setSelection(TextSelection.create(transaction.doc, target));
		dispatch?.(transaction.scrollIntoView());
		return true;
	};
}

/** Backspace at the start of a cell, or Delete at its end, takes nothing from its neighbour. */
export function stayInCell(key: 'Backspace' | 'Delete'): Command {
	return (state) => {
		const place = findTable(state);
		const { $from, empty } = state.selection;
		if (!place || !empty) return false;
		const start = place.cell + 2;
		const end = place.cell + state.doc.nodeAt(place.cell)!.nodeSize - 2;
		if (key === 'Delete') return $from.pos === end;
		return $from.pos === start && !$from.parent.attrs.block; // a list entry becomes plain first
	};
}
