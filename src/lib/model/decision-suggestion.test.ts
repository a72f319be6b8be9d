import { expect, test } from 'vitest';
import { chair, guest, NOW, run, titles } from '../../../tests/support/decide.ts';
import { sampleState, uuid } from '../../../tests/support/state.ts';
import type { MeetingState } from './meeting.ts';

const made = (state: MeetingState, title = 'Bicycle parking') =>
	run(state, 'suggestion.add', { title, minutes: 5, reason: 'It is full.' }, guest, NOW, {
		name: 'Ana'
	});
const idOf = (state: MeetingState, at = 0) => state.suggestions[at]?.id ?? '';

test('anybody suggests; the chair accepts, and the item names who suggested it', () => {
	let { state } = made(sampleState(2));
	expect(state.suggestions[0]).toMatchObject({ name: 'Ana', status: 'open', minutes: 5 });
	const args = { suggestionId: idOf(state), afterId: uuid(1) };
	expect(run(state, 'suggestion.accept', args, guest).code).toBe('not_allowed');
	({ state } = run(state, 'suggestion.accept', args));
	expect(titles(state)).toEqual(['Item 1', 'Bicycle parking', 'Item 2']);
	const item = state.items[1];
	expect(item).toMatchObject({
		minutes: 5,
		suggestedBy: { personId: guest.personId, name: 'Ana' }
	});
	expect(state.suggestions[0]).toMatchObject({ status: 'accepted', itemId: item?.id });
	expect(run(state, 'suggestion.accept', args).code).toBe('nothing');
	expect(run(state, 'suggestion.decline', { ...args, reason: 'No.' }).code).toBe(
		'suggestion_answered'
	);
	expect(run(state, 'suggestion.withdraw', args, guest).code).toBe('suggestion_answered');
});

test('a suggestion is declined with a reason, which the suggester reads', () => {
	const { state } = made(sampleState(0));
	const suggestionId = idOf(state);
	expect(run(state, 'suggestion.decline', { suggestionId, reason: ' ' }).code).toBe(
		'reason_missing'
	);
	const reason = 'x'.repeat(501);
	expect(run(state, 'suggestion.decline', { suggestionId, reason }).code).toBe('reason_too_long');
	const declined = run(state, 'suggestion.decline', { suggestionId, reason: 'Next time.' }).state;
	expect(declined.suggestions[0]).toMatchObject({ status: 'declined', answer: 'Next time.' });
	expect(run(declined, 'suggestion.accept', { suggestionId }).code).toBe('suggestion_answered');
	expect(run(declined, 'suggestion.decline', { suggestionId, reason: 'No.' }).code).toBe('nothing');
});

test('three may wait for an answer; one’s own can be withdrawn, another’s not', () => {
	let state = sampleState(0);
	for (const title of ['a', 'b', 'c']) ({ state } = made(state, title));
	expect(made(state).code).toBe('suggestions_full');
	expect(run(state, 'suggestion.add', { title: 'Mine' }, chair).code).toBeNull();
	const args = { suggestionId: idOf(state, 1) };
	expect(run(state, 'suggestion.withdraw', args, chair).code).toBe('not_allowed');
	({ state } = run(state, 'suggestion.withdraw', args, guest));
	expect(run(state, 'suggestion.withdraw', args, guest).code).toBe('nothing');
	expect(made(state).code).toBeNull();
	expect(run(state, 'suggestion.accept', args).code).toBe('suggestion_answered');
	expect(run(state, 'suggestion.accept', { suggestionId: uuid(77) }).code).toBe(
		'suggestion_missing'
	);
});

test('nothing is suggested to a meeting that is over', () => {
	expect(made(sampleState(0, { status: 'held' })).code).toBe('meeting_closed');
});
