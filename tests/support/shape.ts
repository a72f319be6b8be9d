/** What stands in a JSON value: a kind of text, a number, one of some words, a list, or an object. */
export type Shape =
	| 'text'
	| 'html'
	| 'number'
	| 'boolean'
	| 'date'
	| 'instant'
	| 'time'
	| 'path'
	| 'language'
	| readonly string[]
	| { list: Shape }
	| { orNull: Shape }
	| { [field: string]: Shape };

const KINDS: Record<string, (value: unknown) => boolean> = {
	text: (value) => typeof value === 'string',
	html: (value) => typeof value === 'string' && /^(<[a-z]|$)/.test(value),
	number: (value) => typeof value === 'number',
	boolean: (value) => typeof value === 'boolean',
	date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value)),
	instant: (value) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(String(value)),
	time: (value) => /^\d{2}:\d{2}(:\d{2})?$/.test(String(value)),
	path: (value) => /^(\/|https?:\/\/)/.test(String(value)),
	language: (value) => /^([a-z]{2,3}(-[A-Za-z0-9]+)*|mul)$/.test(String(value))
};

/**
 * Where JSON is not of a shape; fields may be added. `seen` collects what was found with a value, so
 * that whoever looks at several objects knows that nothing was proven by being empty.
 */
export function listMisfits(value: unknown, shape: Shape, seen: Set<string>, at = '$'): string[] {
	const misfit = [`${at}: ${JSON.stringify(value)?.slice(0, 80)} is not ${JSON.stringify(shape)}`];
	if (typeof shape === 'string' || Array.isArray(shape)) {
		const fits = typeof shape === 'string' ? KINDS[shape]!(value) : shape.includes(value as string);
		if (fits) seen.add(at);
		return fits ? [] : misfit;
	}
	if ('orNull' in shape)
		return value === null ? [] : listMisfits(value, shape.orNull as Shape, seen, at);
	if ('list' in shape) {
		if (!Array.isArray(value)) return misfit;
		return value.flatMap((one) => listMisfits(one, shape.list as Shape, seen, `${at}[]`));
	}
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return misfit;
	return Object.entries(shape).flatMap(([field, inner]) =>
		field in value
			? listMisfits((value as Record<string, unknown>)[field], inner, seen, `${at}.${field}`)
			: [`${at}.${field} is missing`]
	);
}

/** Every place of a shape at which a value stands. */
export function listPlaces(shape: Shape, at = '$'): string[] {
	if (typeof shape === 'string' || Array.isArray(shape)) return [at];
	if ('orNull' in shape) return listPlaces(shape.orNull as Shape, at);
	if ('list' in shape) return listPlaces(shape.list as Shape, `${at}[]`);
	return Object.entries(shape).flatMap(([field, inner]) => listPlaces(inner, `${at}.${field}`));
}
