/**
 * The one error that may reach a person. `code` is stable and translated (`error_<code>`),
 * `status` is the HTTP status, `message` is the English sentence.
 */
export class AppError extends Error {
	readonly code: string;
	readonly status: number;
	readonly details: Record<string, string | number>;
	/** The field of the form that must be mended; null where it is not about one. */
	field: string | null = null;

	constructor(
		code: string,
		status: number,
		message: string,
		details: Record<string, string | number> = {}
	) {
		super(message);
		this.name = 'AppError';
		this.code = code;
		this.status = status;
		this.details = details;
	}

	/** The same refusal, said of a field of the form. */
	about(field: string): this {
		this.field = field;
		return this;
	}
}

/** Missing and forbidden look the same, so that existence does not leak. */
export function notFound(): AppError {
	return new AppError('not_found', 404, 'This does not exist, or you may not see it.');
}
