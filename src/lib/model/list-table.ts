import { fold } from './fold.ts';

/** What a table in minutes lists; of actions `owner` and `due` are the indices of their columns. */
export interface ListHeader {
	kind: 'points' | 'actions' | 'attendance' | 'budget';
	cells: string[];
}

const COLUMNS = {
	number: 'n no nr num number',
	point:
		'point points pkt punkt punkter punt punten punto puntos agendapunt onderwerp sujet asunto emne topic subject dagsordenspunkt',
	words:
		'referat drøftelse droftelse notes minutes discussion discussions discussie bespreking verslag notulen compte debat echanges synthese resumen notas comentarios',
	task: 'action actions actie actiepunt actiepunten accion acciones acuerdo tache taches tarea opgave opgaver handling quoi what wat que hvad todo',
	owner:
		'responsable responsables responsible qui who wie quien hvem ansvarlig owner verantwoordelijke pilote porteur eigenaar trekker lead',
	due: 'quand when wanneer cuando hvornar echeance delai plazo deadline termijn frist tidsfrist due datum fecha date dato calendrier',
	name: 'nom noms name names naam namen nombre navn participant participants deelnemer deelnemers asistente asistentes deltager deltagere',
	organisation:
		'organisation organization organisatie organizacion organisme entidad entite structure institution etablissement',
	presence:
		'presence present presents asistencia attendance attended aanwezig aanwezigheid tilstede deltagelse statut status',
	label:
		'poste postes ligne line post posten concepto conceptos rubrique libelle budgetpost omschrijving depense depenses item',
	amount:
		'montant montants amount amounts bedrag bedragen importe importes belob cout couts cost costs kosten coste total totaal',
	payer: 'financeur financeurs payer payers financier financiador betaler financement source'
} as const;
type Column = keyof typeof COLUMNS;

/** Of each kind, the column it cannot do without and those of which one more is needed. */
const KINDS: Array<[ListHeader['kind'], Column, Column[]]> = [
	['points', 'point', ['words']],
	['actions', 'task', ['owner', 'due']],
	['attendance', 'name', ['organisation', 'presence']],
	['budget', 'label', ['amount', 'payer']]
];

function nameColumn(cell: string): Column | null {
	// The costs of a year.
	if (/^(?:19|20)\d\d$/.test(cell.trim())) return 'amount';
	const word = fold(cell)
		.replace(/[øº°]/g, 'o')
		.replace(/[^\p{L}]+/gu, ' ')
		.trim();
	const first = word.split(' ')[0] ?? '';
	for (const [column, words] of Object.entries(COLUMNS) as Array<[Column, string]>)
		if (words.split(' ').includes(first)) return column;
	return null;
}

/** Whether this names the column of owners or of days in a list of actions; null: neither. */
export function nameStepColumn(cell: string): 'owner' | 'due' | null {
	const column = nameColumn(cell);
	return column === 'owner' || column === 'due' ? column : null;
}

/** A row that names the columns of minutes, of a list of actions or of people, or of a budget; null when it is none. */
export function readListHeader(cells: readonly string[]): ListHeader | null {
	if (cells.some((cell) => cell.trim().length > 40)) return null;
	const columns = cells.map(nameColumn);
	const has = (column: Column) => columns.includes(column);
	const [kind] = KINDS.find(([, own, others]) => has(own) && others.some(has)) ?? [];
	return kind ? { kind, cells: cells.map((cell) => cell.trim()) } : null;
}

/** A row of a table as one line; of an action its owner and its day with the names of their columns. */
export function sayListRow(cells: readonly string[], header: ListHeader | null): string {
	return cells
		.map((cell, n) => {
			const words = cell.replace(/\s*\n\s*/g, ', ').trim();
			const name = header?.cells[n] ?? '';
			const column = nameColumn(name);
			if (column === 'number' && /^\d{0,3}[.)]?$/.test(words)) return '';
			const isNamed = header?.kind === 'actions' && (column === 'owner' || column === 'due');
			return words && isNamed ? `${name.replace(/\s*[:：]$/, '')}: ${words}` : words;
		})
		.filter(Boolean)
		.join(' – ');
}

/** A row of minutes in a table, as the lines that would say the same: its title, what was said, the rest. */
export function listPoint(
	cells: readonly string[],
	{ cells: names }: ListHeader
): { title: string; lines: string[] } {
	const title: string[] = [];
	const lines: string[] = [];
	for (const [n, cell] of cells.entries()) {
		const column = nameColumn(names[n] ?? '');
		const words = cell.split('\n').filter((line) => line.trim());
		if (column === 'number' || column === 'point') title.push(words.join(' '));
		else if (column === 'words') lines.unshift(...words);
		else if (words.length > 0) lines.push(`${names[n]}: ${words.join(', ')}`);
	}
	return { title: title.filter(Boolean).join(' '), lines };
}
