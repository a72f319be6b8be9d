const DECISION =
	/^(?:d[ée]cision|besluit|beslissing|decisión|acuerdo|beslutning)\s*(?:n[°o.]{0,2}\s*)?\d{0,3}\s*[:：]\s*(\S.*)$/isu;

/** What was decided, of a paragraph that begins "Decision:" in one of five languages; else null. */
export const cutDecision = (paragraph: string) => DECISION.exec(paragraph.trim())?.[1] ?? null;
