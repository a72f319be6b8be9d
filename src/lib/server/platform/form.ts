import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { showError } from './error-page.ts';
import { AppError } from './errors.ts';

type Schema = v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>;

/**
 * What a refused form shows again: what was typed, what is wrong with which field, and a code. At
 * the field that the code is about stands the code itself.
 */
export interface Refused {
	values: Record<string, string>;
	issues: Record<string, string>;
	code?: string;
	message?: string;
	details?: Record<string, string | number>;
}

/** The text fields of a form, without the character zero, which the database cannot store; files are left out. */
export function readFields(data: FormData): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const [name, value] of data)
		if (typeof value === 'string') fields[name] = value.replaceAll('\0', '');
	return fields;
}

/**
 * Parses a form with a schema and runs the domain function on it. A field that does not fit or an
 * AppError below 500 becomes `fail()` with everything that was typed; the rest is thrown.
 */
export async function runForm<S extends Schema, R>(
	schema: S,
	data: FormData,
	run: (input: v.InferOutput<S>) => Promise<R>,
	secret: string[] = []
) {
	const values = readFields(data);
	const shown = Object.fromEntries(
		Object.entries(values).filter(([name]) => !secret.includes(name))
	);
	const parsed = v.safeParse(schema, values);
	if (!parsed.success) {
		const issues: Record<string, string> = {};
		for (const issue of parsed.issues) issues[v.getDotPath(issue as never) ?? ''] ??= issue.type;
		return fail<Refused>(400, { values: shown, issues });
	}
	try {
		return await run(parsed.output);
	} catch (fault) {
		if (!(fault instanceof AppError) || fault.status >= 500) throw fault;
		return fail<Refused>(fault.status, { values: shown, ...tell(fault) });
	}
}

/** What a refused form is told of the refusal. */
export function tell({ code, message, details, field }: AppError) {
	return { issues: (field ? { [field]: code } : {}) as Refused['issues'], code, message, details };
}

/** Runs a load; an AppError becomes the page's error with its status. */
export async function orError<T>(run: () => Promise<T>): Promise<T> {
	try {
		return await run();
	} catch (fault) {
		if (fault instanceof AppError)
			showError(fault.status, { message: fault.message, code: fault.code });
		throw fault;
	}
}
