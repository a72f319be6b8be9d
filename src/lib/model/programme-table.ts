import type { Format } from './agenda.ts';
import {
	isFormat,
	type DraftItem,
	type DraftSpeaker,
	type ProgrammeDraft
} from './programme-draft.ts';
import { fold } from './fold.ts';
import { findDate } from './programme-date.ts';
import { isPerson, namesRole, readPerson } from './programme-person.ts';
import { readSpeakers } from './programme-speakers.ts';
import { finishDraft } from './programme-finish.ts';
import { ProgrammeReader } from './programme-reader.ts';
import { cutDuration, readEndTime, readLeadingTime } from './programme-time.ts';
import { guessLanguage, readDayNumber } from './programme-words.ts';

const COLUMNS = {
	date: 'date datum fecha dato jour day dag dia',
	starts: 'start starts begin debut heure time hora tijd tid inicio van from kl starttime horaire',
	ends: 'end ends fin einde slut tot until hasta til endtime',
	minutes: 'minutes duration duree min duur duracion varighed minuten minutter minutos',
	title:
		'title titre titel titulo item point subject sujet onderwerp asunto emne agenda activity activite intitule theme thema tema contenu inhoud content contenido indhold programme programma programa program onderdeel actividad aktivitet description',
	talk: 'talk expose presentation intervention lezing ponencia oplæg',
	speaker:
		'speaker speakers intervenant intervenants intervenante intervenantes orateur orateurs spreker sprekers ponente ponentes oplægsholder oplaegsholder taler presenter presenters door by par por af ved wie who qui quien hvem name nom naam nombre navn',
	role: 'role fonction function functie cargo funcion rolle titre-fonction funktion',
	organisation:
		'organisation organization organisatie organizacion organisme entidad structure partner partenaire',
	format: 'format type forme vorm formato form',
	language: 'language langue taal idioma sprog',
	part: 'part partie deel parte del session sessie sesion'
} as const;
type Column = keyof typeof COLUMNS;

function nameColumn(header: string): Column | null {
	const word = fold(header)
		.replace(/\(.*\)/, '')
		.replace(/[^\p{L}]+/gu, ' ')
		.trim();
	for (const [column, words] of Object.entries(COLUMNS) as Array<[Column, string]>)
		if (words.split(' ').includes(word) || words.split(' ').includes(word.split(' ')[0] ?? ''))
			return column;
	return null;
}

/** Whether a cell names a column of hours. */
export const namesHours = (cell: string) => nameColumn(cell) === 'starts';

/** The columns of a header row by name; null when it is none: it needs a title and one more. */
export function readHeader(cells: readonly string[]): Array<Column | null> | null {
	const seen = new Set<Column>();
	const columns = cells.map((cell) => {
		const column = nameColumn(cell);
		if (!column || seen.has(column)) return null;
		seen.add(column);
		return column;
	});
	// "Time – Session – Speaker": what happens then.
	const isSession = !seen.has('title') && seen.has('part') && seen.has('starts');
	if (isSession) return columns.map((column) => (column === 'part' ? 'title' : column));
	return seen.has('title') && seen.size >= 2 ? columns : null;
}

/**
 * Reads a programme from a table whose first row names its columns in any of the five languages.
 * What stands in columns that are not known is named, once for each.
 */
export function readProgrammeTable(
	rows: readonly string[][],
	title: string,
	today: string
): ProgrammeDraft | null {
	const columns = readHeader(rows[0] ?? []);
	if (!columns) return null;
	const reader = new ProgrammeReader(today);
	reader.draft.title = title;
	reader.place((rows[0] ?? []).join(' | '), 'heading');
	const formats = new Map<DraftItem, Format>();
	let part = '';
	for (const cells of rows.slice(1)) {
		if (cells.every((cell) => !cell.trim())) continue;
		const value = (column: Column) => cells[columns.indexOf(column)]?.trim() ?? '';
		const title = value('title');
		const line = cells.join(' | ');
		readDay(reader, value('date'));
		if (value('part') && value('part') !== part) reader.openPart((part = value('part')));
		const starts = readLeadingTime(value('starts'));
		const ends = readEndTime(value('ends')) ?? starts?.ends ?? null;
		const item = title
			? reader.addItem(title, { starts: starts?.starts ?? null, ends, isMarked: true })
			: null;
		if (!item) {
			reader.place(line, 'none');
			continue;
		}
		if (starts?.isAbout) reader.doubt('hour_about', value('starts'), item);
		item.minutes ??= readMinutes(value('minutes'));
		if (value('talk')) item.talk = value('talk').slice(0, 300).toWellFormed();
		const format = value('format');
		reader.addSpeakers(readPeople(value('speaker'), value('role'), value('organisation')));
		reader.doubtPeople(value('speaker'));
		const language = fold(value('language')).slice(0, 2);
		if (/^(?:en|fr|nl|es|da)$/.test(language)) item.language = language;
		const known = cells.filter((_, n) => columns[n]).join(' | ');
		reader.place(line, reader.isCut(item) ? 'none' : 'item', known);
		if (isFormat(format)) formats.set(item, format);
	}
	for (const words of listUnknown(rows, columns)) reader.doubt('column_unknown', words);
	const words = reader.draft.items.map((item) => item.title).join('\n');
	reader.draft.language = guessLanguage(words, 'en');
	const draft = finishDraft(reader);
	for (const item of draft.items) item.format = formats.get(item) ?? item.format;
	return draft;
}

/** Each column that is not known, with what stands in it: as items its rows are there already. */
function listUnknown(rows: readonly string[][], columns: ReturnType<typeof readHeader>): string[] {
	const width = Math.max(...rows.map(({ length }) => length));
	return Array.from({ length: width }, (_, n) => n)
		.filter((n) => !columns?.[n])
		.map((n) => {
			const [name = '', ...cells] = rows.map((row) => row[n]?.trim() ?? '');
			const values = [...new Set(cells.filter(Boolean))].join(', ');
			return values && [name, values].filter(Boolean).join(': ');
		})
		.filter(Boolean);
}

function readDay(reader: ProgrammeReader, words: string): void {
	if (!words) return;
	const date = findDate(words);
	const number = readDayNumber(words)?.day ?? (/^\d{1,2}$/.test(words) ? Number(words) : null);
	const [own] = date ? reader.resolve(date) : [null];
	const days = reader.draft.days;
	if (own && days[reader.day - 1]?.date === own) return;
	if (!own && number !== null && number === reader.day) return;
	if (own || number !== null) reader.openDay(own ?? null, number);
}

function readMinutes(words: string): number | null {
	const minutes = /^\d{1,4}$/.test(words) ? Number(words) : cutDuration(`x ${words}`).minutes;
	return minutes && minutes >= 1 && minutes <= 1440 ? minutes : null;
}

function readPeople(names: string, role: string, organisation: string): DraftSpeaker[] {
	if (!names) return role || organisation ? [{ name: '', role, organisation }] : [];
	const people = listNames(names, organisation) ?? readSpeakers(names);
	return people.map((person) => ({
		...person,
		role: person.role || role,
		organisation: person.organisation || organisation
	}));
}

/** "Jane Example, John Sample" beside a column of organisations: none of them is one. */
function listNames(names: string, organisation: string): DraftSpeaker[] | null {
	const all = names.split(/\s*,\s+(?:(?:et|and|en|y|e|og|&)\s+)?|\s+(?:et|and|en|y|e|og|&)\s+/u);
	const people = all.map((one) => (isPerson(one) ? readPerson(one) : null));
	if (!organisation || all.length < 2) return null;
	const isAll = people.every((one, at) => one?.name === all[at] && !namesRole(one?.name ?? ''));
	return isAll ? people.filter((one) => one !== null) : null;
}
