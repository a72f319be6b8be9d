import { fold } from './fold.ts';
import { readLeadingTime } from './programme-time.ts';

export type PaperKind = 'programme' | 'report';

/** How minutes call themselves, at the beginning of a line: French, English, Dutch, Spanish, Danish; folded. */
const MINUTES =
	/^(?:(?:draft|projet de|concept|borrador de|udkast til)\s+)?(?:comptes?[- ]rendus?|proces[- ]verbal|releve de decisions|(?:meeting )?minutes(?! ?\d)|(?:meeting )?report (?:of|on|from) the|(?:kort |beknopt )?verslag|(?:vergader|bijeenkomst|concept)verslag|(?:concept)?notulen|acta(?! diurna)|resumen de la reunion|(?:kort |møde|mode|beslutnings)?referat)(?![\p{L}\p{N}])/u;
/** A programme that says nothing but that it is one, or that it is not final. */
const PROGRAMME =
	/^(?:(?:draft |provisional |final )?programme(?: provisoire| previsionnel| definitif)?|(?:concept)?programma|programa|program)\s*[:：]?$|^(?:avant-programme|(?:draft|provisional) programme|programa provisional|voorlopig programma|foreløbigt program)(?!\p{L})/u;
/** A title and what stands around it. */
const HEAD_LINES = 8;
/** So many lines that begin with an hour make a programme. */
const HOURS = 3;

/** What a paper seems to be by its own words, whatever it was said to be; null: it does not tell. */
export function tellPaperKind(lines: ReadonlyArray<{ text: string }>): PaperKind | null {
	const filled = lines.map(({ text }) => text.trim()).filter(Boolean);
	const head = filled.slice(0, HEAD_LINES).map(fold);
	if (head.some((line) => MINUTES.test(line))) return 'report';
	if (head.some((line) => PROGRAMME.test(line))) return 'programme';
	const timed = filled.filter((line) => readLeadingTime(line)?.rest);
	return timed.length >= HOURS ? 'programme' : null;
}
