import { error } from '@sveltejs/kit';
import { entitle, explain } from '#lib/ui/explain.ts';

interface Fault {
	code: string;
	message: string;
	details?: Record<string, string | number>;
}

/**
 * What the page of an error says, in the reader's language. The server says it, because the
 * sentences about all errors in five languages would come with every public page otherwise.
 */
export function describeFault({ code, message, details = {} }: Fault): App.Error {
	const title = entitle(code);
	const text = explain(code, message, details);
	return { message, code, text, ...(title && { title }) };
}

/** Ends a load or an answer with the page of an error. */
export function showError(status: number, fault: Fault): never {
	error(status, describeFault(fault));
}
