import type { CommandType } from '#lib/model/commands.ts';

/** What can be asked of days and parts in a form; the field `type` says which. */
const TYPES = [
	'day.add',
	'day.edit',
	'day.remove',
	'part.add',
	'part.name',
	'part.remove'
] as const;
type DayCommandType = (typeof TYPES)[number] & CommandType;

export interface DayForm {
	type: DayCommandType;
	args: Record<string, unknown>;
	/** Which of the page's forms it was, and what was typed into it. */
	key: string;
	values: Record<string, string>;
}

/** A form about days or parts as a command; null when it is none. */
export function readDayForm(data: FormData): DayForm | null {
	const text = (name: string) => String(data.get(name) ?? '').trim();
	const type = TYPES.find((one) => one === text('type'));
	if (!type) return null;
	const time = (name: string) => (data.has(name) ? { [name]: text(name).slice(0, 5) || null } : {});
	const number = (name: string) => (data.has(name) ? { [name]: Number(text(name)) } : {});
	const string = (name: string) => (data.has(name) ? { [name]: text(name) } : {});
	return {
		type,
		key: [type, text('day'), text('part')].join('/'),
		args: {
			...number('day'),
			...number('part'),
			...string('date'),
			...string('to'),
			...time('starts'),
			...time('ends'),
			...string('title'),
			...string('titleLanguage')
		},
		values: Object.fromEntries(['date', 'to', 'starts', 'ends', 'title'].map((n) => [n, text(n)]))
	};
}
