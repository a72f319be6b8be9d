import { m } from '#lib/paraglide/messages.js';

/** The sentence for an error code in the reader's language; the server's own sentence where none exists. */
export function explain(
	code: string | undefined,
	fallback: string | undefined,
	details: Record<string, string | number> = {}
): string {
	const sentence = (m as unknown as Record<string, ((inputs: object) => string) | undefined>)[
		`error_${code}`
	];
	return sentence?.(details) ?? fallback ?? '';
}
