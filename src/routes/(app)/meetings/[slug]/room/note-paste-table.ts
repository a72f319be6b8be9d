/** The cells of a table by row and place; one that spans several leaves the others empty (null). */
export function readGrid(table: HTMLTableElement): Array<Array<Element | null>> {
	const rows = [...table.rows];
	const grid: Array<Array<Element | null | undefined>> = rows.map(() => []);
	rows.forEach((row, at) => {
		let place = 0;
		for (const cell of row.cells) {
			while (grid[at]![place] !== undefined) place++;
			for (let down = 0; down < Math.max(1, cell.rowSpan) && at + down < rows.length; down++)
				for (let across = 0; across < Math.max(1, cell.colSpan); across++)
					grid[at + down]![place + across] = down || across ? null : cell;
			place += Math.max(1, cell.colSpan);
		}
	});
	return grid.map((row) => Array.from(row, (cell) => cell ?? null)).filter((row) => row.length);
}
