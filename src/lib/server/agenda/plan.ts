import { randomUUID } from 'node:crypto';
import { includes, type Actor } from '#lib/model/actor.ts';
import type { AgendaItem } from '#lib/model/agenda.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { MeetingHead, MeetingState } from '#lib/model/meeting.ts';
import { moveDown, moveUp } from '#lib/model/placement.ts';
import { requireChair } from '../meeting/access.ts';
import { findRoomHead } from '../meeting/room.rows.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { runCommand } from './commands.ts';
import { findFilms, findOrganisations, findPeople } from './reference.rows.ts';
import { findState } from './state.rows.ts';
import { readSources, type Sources } from './template.ts';

/** All that the page needs on which an agenda is prepared. */
export interface Plan {
	head: MeetingHead;
	state: MeetingState;
	people: AgendaItem['speakers'];
	organisations: AgendaItem['organisations'];
	films: Array<{ id: string; title: Localised }>;
	sources: Sources;
	/** The programme is still to come, and the actor may import one (level publish). */
	mayImport: boolean;
}

/**
 * `from` is the slug of an earlier meeting whose agenda is looked into.
 * @throws {AppError} `not_found` unless the actor leads the meeting or edits its dossier
 */
export async function readPlan(
	db: Db,
	actor: Actor | null,
	slug: string,
	from: string | null = null
): Promise<Plan> {
	const head = await findRoomHead(db, slug);
	if (!head) throw notFound();
	const { level } = await requireChair(db, actor, head.id);
	const [state, people, organisations, films] = await Promise.all([
		findState(db, head.id),
		findPeople(db, head.id),
		findOrganisations(db, head.id),
		findFilms(db, head.id)
	]);
	if (!state || !actor) throw notFound();
	return {
		head,
		sources: await readSources(db, actor, head.id, state.items, from),
		state,
		mayImport:
			includes(level, 'publish') &&
			head.dossierSlug !== null &&
			(state.status === 'planned' || state.status === 'scheduled') &&
			state.items.length === 0,
		people,
		organisations,
		films: films.map(({ id, title }) => ({ id, title: title as unknown as Localised }))
	};
}

/**
 * One command from a form: the same function as for the sockets, under an id of its own or the one
 * that the form brought, so that a form sent twice is one effect.
 * @throws {AppError} as `runCommand`
 */
export async function runFormCommand(
	db: Db,
	actor: Actor | null,
	slug: string,
	type: string,
	args: object,
	commandId: string = randomUUID()
): Promise<void> {
	const head = await findRoomHead(db, slug);
	if (!head) throw notFound();
	await runCommand(db, actor, { meetingId: head.id, commandId, type, args });
}

/** One step up or down, as the buttons of a form say it. At the end of the way nothing happens. */
export async function moveStep(
	db: Db,
	actor: Actor | null,
	slug: string,
	itemId: string,
	direction: 'up' | 'down'
): Promise<void> {
	const { state } = await readPlan(db, actor, slug);
	const move = (direction === 'up' ? moveUp : moveDown)(state, itemId);
	if (move) await runFormCommand(db, actor, slug, 'item.move', move);
}

/**
 * Changes an item, and takes it to the end of another day and part when `place` names one.
 * @throws {AppError} as `runCommand`; what was changed before the refusal stays
 */
export async function editItem(
	db: Db,
	actor: Actor | null,
	slug: string,
	args: { itemId: string },
	place: { day: number; part: number } | null
): Promise<void> {
	const { state } = await readPlan(db, actor, slug);
	await runFormCommand(db, actor, slug, 'item.edit', args);
	const item = state.items.find((one) => one.id === args.itemId);
	if (!place || !item || (item.day === place.day && item.part === place.part)) return;
	const last = state.items.findLast((one) => one.day === place.day && one.part === place.part);
	const wish = last ? { afterId: last.id } : { afterId: null, ...place };
	await runFormCommand(db, actor, slug, 'item.move', { itemId: item.id, ...wish });
}
