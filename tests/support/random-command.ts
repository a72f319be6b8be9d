import fc from 'fast-check';
import type { CommandType } from '#lib/model/commands.ts';
import type { MeetingState } from '#lib/model/meeting.ts';

export interface Wish {
	kind: (typeof KINDS)[number];
	/** Choose among what the page shows when the command is given. */
	a: number;
	b: number;
}

const KINDS = [
	'item.add',
	'item.edit',
	'item.move',
	'item.move',
	'item.move',
	'item.place',
	'item.remove',
	'item.restore',
	'item.open',
	'item.close',
	'item.postpone',
	'item.mark',
	'item.access',
	'advance',
	'timer.start',
	'timer.pause',
	'timer.extend',
	'timer.set',
	'day.add',
	'day.edit',
	'day.remove',
	'part.add',
	'part.name',
	'part.remove',
	'suggestion.add',
	'suggestion.add',
	'suggestion.accept',
	'suggestion.decline',
	'suggestion.withdraw',
	'agenda.take',
	'film.start',
	'film.start',
	'film.start',
	'film.seek',
	'film.play',
	'film.pause',
	'film.seek',
	'film.rate',
	'film.stop'
] as const;

/** What stands outside of the meeting and its commands may name. */
export interface Shelf {
	/** Items of an earlier meeting. */
	earlier: readonly string[];
	films: readonly string[];
}

export const wish: fc.Arbitrary<Wish> = fc.record({
	kind: fc.constantFrom(...KINDS),
	a: fc.nat(1000),
	b: fc.nat(1000)
});

const at = <T>(all: readonly T[], index: number): T | undefined => all[index % (all.length || 1)];
const date = (n: number) => `2026-06-${String(1 + (n % 28)).padStart(2, '0')}`;

/** A wish as a command about what this page shows; null where it shows nothing of the kind. */
export function readWish(
	{ kind, a, b }: Wish,
	state: MeetingState,
	title: string,
	{ earlier, films }: Shelf
): { type: CommandType; args: Record<string, unknown> } | null {
	const item = at(state.items, a);
	const other = at(
		state.items.filter((one) => one !== item),
		b
	);
	const day = at(state.days, a);
	const suggestion = at(state.suggestions, a);
	const itemId = item?.id;
	switch (kind) {
		case 'item.add':
			return { type: kind, args: { title, minutes: 1 + (b % 30), afterId: b % 3 ? itemId : null } };
		case 'item.restore': {
			const removed = at(state.removed, a);
			return removed ? { type: kind, args: { itemId: removed.id } } : null;
		}
		case 'advance':
			return { type: kind, args: { fromItemId: state.currentItemId } };
		case 'day.add':
			return { type: kind, args: { date: date(b), starts: '09:00' } };
		case 'part.add':
			return day ? { type: kind, args: { day: day.day, title } } : null;
		case 'suggestion.add':
			return { type: kind, args: { title, reason: b % 2 ? 'Because.' : null } };
		case 'agenda.take':
			return { type: kind, args: { as: 'template', itemIds: [at(earlier, a)] } };
		case 'film.start':
			return { type: kind, args: { filmId: at(films, a), position: b % 90 } };
		case 'film.seek':
			return { type: kind, args: { position: b % 200 } };
		case 'film.rate':
			return { type: kind, args: { rate: 0.5 + (b % 4) / 2 } };
		case 'film.play':
		case 'film.pause':
		case 'film.stop':
			return { type: kind, args: {} };
		case 'day.edit':
		case 'day.remove': {
			if (!day) return null;
			const named = { day: day.day, date: day.date };
			return { type: kind, args: kind === 'day.edit' ? { ...named, to: date(b) } : named };
		}
		case 'suggestion.accept':
		case 'suggestion.decline':
		case 'suggestion.withdraw': {
			if (!suggestion) return null;
			const named = { suggestionId: suggestion.id };
			return {
				type: kind,
				args: kind === 'suggestion.decline' ? { ...named, reason: title } : named
			};
		}
	}
	if (!item || !itemId) return null;
	switch (kind) {
		case 'item.edit':
			return { type: kind, args: b % 2 ? { itemId, title } : { itemId, minutes: 1 + (b % 60) } };
		case 'item.move':
			return { type: kind, args: { itemId, afterId: other?.id ?? null } };
		case 'item.place': {
			const to = at(state.days, b);
			const part = 1 + (b % 3);
			const wanted = { afterId: null, day: to?.day, part, date: to?.date };
			return to ? { type: 'item.move', args: { itemId, ...wanted } } : null;
		}
		case 'item.postpone':
			return { type: kind, args: { itemId, to: b % 2 ? 'day-end' : 'next-meeting' } };
		case 'item.mark':
			return {
				type: kind,
				args: { itemId, status: at(['planned', 'done', 'not-discussed', 'postponed'], b) }
			};
		case 'item.access':
			return {
				type: kind,
				args: { itemId, access: at(['all', 'speakers', 'notes', 'closed'], b) }
			};
		case 'timer.extend': {
			const current = state.items.find(({ id }) => id === state.currentItemId) ?? item;
			const { granted } = current.timer;
			const from = granted ?? (current.minutes === null ? null : current.minutes * 60_000);
			return { type: kind, args: { itemId: current.id, minutes: b % 2 ? 1 : 5, from } };
		}
		case 'timer.set':
			return { type: kind, args: { itemId: state.currentItemId ?? itemId, minutes: 1 + (b % 20) } };
		case 'timer.start':
		case 'timer.pause':
		case 'item.close':
			return { type: kind, args: { itemId: state.currentItemId ?? itemId } };
		case 'part.name':
			return { type: kind, args: { day: item.day, part: item.part, title: b % 4 ? title : '' } };
		case 'part.remove': {
			const part = at(state.parts, b) ?? item;
			return { type: kind, args: { day: part.day, part: part.part } };
		}
		default:
			return { type: kind, args: { itemId } };
	}
}
