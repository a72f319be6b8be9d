type Sentence = (inputs: object) => string;

// Only the sentences about errors: the object with all messages would come to every page with it.
const modules = import.meta.glob<Record<string, Sentence>>(
	'../paraglide/messages/{error,title}_*.js',
	{ eager: true }
);
const sentences = new Map(Object.values(modules).flatMap((module) => Object.entries(module)));

/** The sentence for an error code in the reader's language; the server's own sentence where none exists. */
export function explain(
	code: string | undefined,
	fallback: string | undefined,
	details: Record<string, string | number> = {}
): string {
	return sentences.get(`error_${code}`)?.(details) ?? fallback ?? '';
}

/** The heading over the sentence for an error code; undefined where the general one fits. */
export function entitle(code: string | undefined): string | undefined {
	return sentences.get(`title_${code}`)?.({});
}
