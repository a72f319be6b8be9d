const WORD = 'd[ée]cision|besluit|beslissing|decisión|acuerdo|beslutning';
const DECISION = new RegExp(
	`^(?:${WORD})\\s*(?:n[°o.]{0,2}\\s*)?\\d{0,3}\\s*[:：]\\s*(\\S.*)$`,
	'isu'
);
/** "Décision prise à l’unanimité : …": how it was taken is part of it. */
const UNANIMOUS = new RegExp(
	`^(?:${WORD})\\s*\\d{0,3}[\\s(]+(?:\\p{L}+\\s+){0,2}(?:à l['’]unanimité|unanimously|unaniem|met algemene stemmen|por unanimidad|enstemmigt)(?:\\s+\\p{L}+)?\\)?\\s*[:：]\\s*\\S`,
	'isu'
);

/** What was decided, of a paragraph that begins "Decision:" in one of five languages; else null. */
export function cutDecision(paragraph: string): string | null {
	const words = paragraph.trim();
	return UNANIMOUS.test(words) ? words : (DECISION.exec(words)?.[1] ?? null);
}

/**
 * Whether what was decided ends with this line: with a full stop, where the first word of the next
 * line had room behind it. A line that the edge of the page broke goes on.
 */
export function endsWithin(line: string, next: string, longest: number): boolean {
	const [word = ''] = next.trim().split(/\s/);
	return /[.!?][»”")]?$/u.test(line.trim()) && line.trim().length + 1 + word.length <= longest;
}
