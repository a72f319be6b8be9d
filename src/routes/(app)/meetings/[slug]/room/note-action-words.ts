import { formatPlainDate } from '#lib/model/calendar-date.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { NotesRefusal } from '#lib/realtime/note-status.ts';
import type { RefusedChange } from '#lib/realtime/action-changes.svelte.ts';
import { explain } from '#lib/ui/explain.ts';

/** Why an owner or a date was not taken. */
export function explainChange({ code, message, details }: RefusedChange): string {
	return code === 'not_found' ? m.notes_action_gone() : explain(code, message, details);
}

/** What somebody chose for an action, to be read or copied. */
export function tellChange({ change, words }: RefusedChange): string {
	const owner = 'ownerPersonId' in change || 'ownerOrganisationId' in change;
	const chosen = [
		owner && `${m.notes_owner()}: ${words.owner ?? m.notes_nobody()}`,
		'due' in change &&
			`${m.notes_due()}: ${change.due ? formatPlainDate(change.due, getLocale()) : '–'}`
	].filter(Boolean);
	return `${words.action || m.notes_action()}\n${chosen.join('\n')}`;
}

/** Choices that were not taken, as a text to be given back. */
export function giveBack(refused: readonly RefusedChange[]): NotesRefusal | null {
	const [first] = refused;
	if (!first) return null;
	const { code } = first;
	return { code, message: explainChange(first), text: refused.map(tellChange).join('\n\n') };
}
