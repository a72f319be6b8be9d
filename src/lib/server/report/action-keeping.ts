import type { Actor } from '#lib/model/actor.ts';
import type { ActionForm, DoneForm, KeptAction, KeptFilter } from '#lib/model/kept-action.ts';
import { cutPage, rangeOf, type Page } from '#lib/model/page.ts';
import { refuseStale } from '../dossier/editing.ts';
import { listOwningPeople } from '../meeting/owner.rows.ts';
import { tellActions } from '../notes/actions.ts';
import { resolveOrganisation } from '../people/naming.ts';
import { requireActor, requireAnyEditor } from '../people/permissions.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { listFacets, listKept, listOwn, lockKept } from './action-list.rows.ts';
import { lockDraftsOf, renewDrafts, saveAction, type ActionPatch } from './actions.rows.ts';
import { listOrganisations } from './organisation.rows.ts';

/**
 * A page of the actions of the meetings that the reader edits, by what the list can be narrowed, and whom its
 * forms may name.
 * @throws {AppError} `sign_in`, `not_found` for whoever edits nothing
 */
export async function readKeptActions(db: Db, reader: Actor | null, filter: KeptFilter) {
	const actor = await requireAnyEditor(db, reader);
	const page = filter.page ?? 1;
	const [rows, facets, organisations] = await Promise.all([
		listKept(db, actor, filter, rangeOf(page)),
		listFacets(db, actor, filter.state),
		listOrganisations(db)
	]);
	const { entries: actions, hasMore } = cutPage(rows, page);
	const meetings = [...new Set(actions.map(({ meeting }) => meeting.slug))];
	const people = await listOwningPeople(db, actor, { slugs: meetings });
	return {
		people: people.map(({ told }) => told),
		actions,
		page,
		hasMore,
		facets,
		organisations: organisations.map(({ name }) => name)
	};
}

/**
 * What the reader or their organisation has taken on and not finished, page by page; `also`: one
 * that stays in the list.
 */
export async function listOwnActions(
	db: Db,
	reader: Actor | null,
	also = '',
	page = 1
): Promise<Page<KeptAction>> {
	requireActor(reader);
	const rows = reader.isGuest ? [] : await listOwn(db, reader, also, rangeOf(page));
	return cutPage(rows, page);
}

/**
 * Changes state, owner, due date and answer of an action of a meeting that the actor edits; what its
 * report says stays. A dropped action needs a reason.
 * @throws {AppError} `sign_in`, `not_found`, `entry_changed` (409), `action_reason`, `action_owner`,
 * `action_owner_unknown`, `action_owner_ambiguous`, `organisation_ambiguous` (422)
 */
export async function changeAction(db: Db, reader: Actor | null, input: ActionForm): Promise<void> {
	const actor = await requireAnyEditor(db, reader);
	const { id, version, state, note } = input;
	await keep(db, actor, id, 'desk', async (trx, row) => {
		refuseStale(row.version, version);
		if (state === 'dropped' && !note)
			throw new AppError('action_reason', 422, 'Say why the action is dropped.').about('note');
		const owner = await resolveOwner(trx, actor, row, input.owner);
		return { state, note, due: input.due || null, ...owner };
	});
}

/**
 * An owner says that their action is done, with what came of it. Said twice it is once.
 * @throws {AppError} `sign_in`, `not_found` also when it is somebody else's, `action_over` (409)
 */
export async function finishOwnAction(
	db: Db,
	reader: Actor | null,
	{ id, note }: DoneForm
): Promise<void> {
	requireActor(reader);
	if (reader.isGuest) throw notFound();
	await keep(db, reader, id, 'owner', async (_trx, row) => {
		if (row.state === 'done') return {};
		if (row.state === 'dropped')
			throw new AppError('action_over', 409, 'This action was dropped. Write to the secretariat.');
		return { state: 'done', ...(note ? { note } : {}) };
	});
}

type Row = NonNullable<Awaited<ReturnType<typeof lockKept>>>;

async function keep(
	db: Db,
	actor: Actor,
	id: string,
	by: 'desk' | 'owner',
	decide: (trx: Trx, row: Row) => Promise<ActionPatch>
): Promise<void> {
	const isChanged = await db.transaction().execute(async (trx) => {
		// Reports first, as whoever saves a draft does: two must not wait for each other for ever.
		const drafts = await lockDraftsOf(trx, id);
		const row = await lockKept(trx, actor, id, by);
		if (!row) throw notFound();
		const patch = await decide(trx, row);
		if (!isNew(row, patch)) return false;
		await saveAction(trx, actor.personId, row, id, patch);
		await renewDrafts(trx, drafts);
		return true;
	});
	if (isChanged) await tellActions(db, [id]);
}

function isNew(row: Row, { owner, ...patch }: ActionPatch): boolean {
	const isOther = (Object.keys(patch) as Array<keyof typeof patch>).some(
		(key) => patch[key] !== row[key]
	);
	const ownerId = row.ownerPersonId ?? row.ownerOrganisationId;
	return isOther || (owner !== undefined && owner?.id !== (ownerId ?? undefined));
}

/** The owner that was typed: as it stands, a person of the meeting, or an organisation. */
async function resolveOwner(trx: Trx, actor: Actor, row: Row, typed: string): Promise<ActionPatch> {
	if (typed === (row.ownerName ?? '')) return {};
	if (!typed) throw new AppError('action_owner', 422, 'An action needs an owner.').about('owner');
	const isTyped = (name: string) => name.toLocaleLowerCase() === typed.toLocaleLowerCase();
	const all = await listOwningPeople(trx, actor, { ids: [row.meetingId] });
	const told = all.filter((one) => isTyped(one.told));
	const people = told.length ? told : all.filter(({ name }) => isTyped(name));
	if (people.length > 1)
		throw new AppError('action_owner_ambiguous', 422, `Several people are called ${typed}.`, {
			name: typed,
			people: people.map((one) => one.told).join('; ')
		}).about('owner');
	if (people[0]) return { owner: { kind: 'person', id: people[0].id } };
	const id = await resolveOrganisation(trx, typed, 'owner').catch((fault: unknown) => {
		if (!(fault instanceof AppError) || fault.code !== 'organisation_unknown') throw fault;
		throw new AppError(
			'action_owner_unknown',
			422,
			`No person of the meeting and no organisation is called ${typed}.`,
			{ name: typed }
		).about('owner');
	});
	return { owner: { kind: 'organisation', id } };
}
