import pg from 'pg';

const names = new Map<string, string>();

/**
 * Declares a statement that runs many times a second: PostgreSQL plans it once per connection
 * instead of each time. For text that never changes only, since each name keeps its plan.
 * @returns the statement, to be run like any other
 */
export function prepared(name: string, statement: string): string {
	names.set(statement, name);
	return statement;
}

/** A connection that asks for declared statements by their name. */
export class PreparingClient extends pg.Client {
	override query: pg.Client['query'] = ((statement: unknown, ...rest: unknown[]) => {
		const name = typeof statement === 'string' ? names.get(statement) : undefined;
		const asked = name ? { name, text: statement } : statement;
		return (super.query as (...args: unknown[]) => unknown)(asked, ...rest);
	}) as pg.Client['query'];
}
