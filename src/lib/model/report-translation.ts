/** `needs-update`: the report has been corrected since. */
export type TranslationState = 'translated' | 'needs-update';

/** A report in another language than its own. */
export interface Translation {
	language: string;
	/** The version of the report that was translated. */
	version: number;
	state: TranslationState;
}
