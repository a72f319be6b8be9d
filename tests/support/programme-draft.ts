import type { ProgrammeDraft } from '#lib/model/programme-draft.ts';
import { readProgrammeText } from '#lib/model/programme-text.ts';

export const TODAY = '2026-11-26';

/** A programme read from its lines. */
export const readProgramme = (text: string, today = TODAY): ProgrammeDraft =>
	readProgrammeText(
		text.split('\n').map((line) => ({ text: line })),
		today
	);

export const listCodes = (draft: ProgrammeDraft) => draft.doubts.map(({ code }) => code);
export const listTitles = (draft: ProgrammeDraft) => draft.items.map(({ title }) => title);

/** A line of a budget without an amount. */
export const OPEN = { amount: '', currency: '' };
