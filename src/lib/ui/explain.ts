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
	// What was typed is nobody's, and something is called almost so.
	const near = 'near' in details ? sentences.get(`error_${code}_near`) : undefined;
	return (near ?? sentences.get(`error_${code}`))?.(details) ?? fallback ?? '';
}

/** What a form that was refused gave back. */
export interface Refusal {
	/** What is wrong with which field; the code itself at the field that it is about. */
	issues?: Record<string, string> | undefined;
	code?: string | undefined;
	message?: string | undefined;
	details?: Record<string, string | number> | undefined;
}

/** What is said at a field: the refusal's own sentence where it is about that field. */
export function explainAt(
	form: Refusal | null | undefined,
	name: string,
	otherwise: string
): string | undefined {
	const issue = form?.issues?.[name];
	if (!issue) return undefined;
	return issue === form.code ? explain(form.code, form.message, form.details) : otherwise;
}

/** The heading over the sentence for an error code; undefined where the general one fits. */
export function entitle(code: string | undefined): string | undefined {
	return sentences.get(`title_${code}`)?.({});
}
