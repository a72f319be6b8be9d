import type { Actor } from '#lib/model/actor.ts';
import type { AttendanceForm, NewAttendance, NewAttendant } from '#lib/model/attendance.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import { recordStep } from '../dossier/editing.ts';
import { listNames } from '../people/naming.rows.ts';
import { lockName } from '../people/authors.rows.ts';
import { resolveOrganisation } from '../people/naming.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import {
	clearNote,
	findListFacts,
	insertInvited,
	insertOrganisation,
	listEntries,
	listUnlisted,
	updateList
} from './attendance-list.rows.ts';
import { lockList, raiseList } from './attendance.rows.ts';
import { findNamesakes, insertAttendant, insertPerson, type Namesake } from './attendant.rows.ts';
import { getFacts } from './facts.ts';
import type { FactsRow } from './facts.rows.ts';
import { insertSettlement, listAttendanceSettlements } from './settlement.rows.ts';

/**
 * The attendance list of a meeting for its form, with what the room counted beside it.
 * @throws {AppError} `not_found` unless the actor edits the dossier, here and in all below
 */
export async function readAttendanceList(db: Db, actor: Actor | null, slug: string) {
	const { id, kind, title, status, timezone } = await getFacts(db, actor, slug);
	const [list, entries, unlisted, settlements, organisations] = await Promise.all([
		findListFacts(db, id),
		listEntries(db, id),
		listUnlisted(db, id),
		listAttendanceSettlements(db, id),
		listNames(db)
	]);
	return {
		meeting: { slug, kind, title, status, timezone },
		list,
		entries,
		unlisted,
		settlements,
		organisations
	};
}

/**
 * Saves states, ways and heads, takes off what was ticked, and says who reads the names. Nothing
 * that another editor saved in between is overwritten.
 * @throws {AppError} `attendance_changed` (409)
 */
export async function saveAttendance(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: AttendanceForm
): Promise<void> {
	await change(db, actor, slug, async (trx, { id }) => {
		if ((await lockList(trx, id)) !== input.version)
			throw new AppError('attendance_changed', 409, 'Somebody else saved this list meanwhile.');
		const { statement: before } = await findListFacts(trx, id);
		await updateList(trx, id, { ...input, statement: mergeTexts(before, input.statement) });
		await raiseList(trx, id);
	});
}

/**
 * Puts an organisation on the list by any of its names.
 * @throws {AppError} `organisation_unknown`, `organisation_ambiguous` (422), `attendance_there` (409)
 */
export async function addAttendance(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ organisation, ...how }: NewAttendance
): Promise<void> {
	await change(db, actor, slug, async (trx, { id }) => {
		const organisationId = await resolveOrganisation(trx, organisation, 'organisation');
		if (!(await insertOrganisation(trx, id, organisationId, how)))
			throw isThere(organisation, 'organisation');
	});
}

/**
 * Puts a person on the list: the one of that name whom the meeting may name, or who of several was
 * chosen; a new one where there is none or somebody else is meant. The name is printed only with a
 * recorded basis.
 * @throws {AppError} as `addAttendance`; `person_ambiguous` (422), `choice_missing` (409)
 */
export async function addAttendant(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ person, role, of, who, ...how }: NewAttendant
): Promise<void> {
	await change(db, actor, slug, async (trx, { id }) => {
		const organisationId = await resolveOrganisation(trx, of || null, 'of');
		await lockName(trx, person);
		const known = choose(await findNamesakes(trx, id, person, organisationId), who);
		const roleLabel = role || null;
		const personId =
			known?.id ?? (await insertPerson(trx, { name: person, roleLabel, organisationId }));
		const row = { meetingId: id, personId, organisationId, roleLabel, ...how };
		if (!(await insertAttendant(trx, row))) throw isThere(person, 'person');
	});
}

/** Who of them is meant; undefined: somebody else. */
function choose(known: Namesake[], who: string): Namesake | undefined {
	if (who === 'new') return undefined;
	if (who) {
		const chosen = known.find(({ id }) => id === who);
		if (chosen) return chosen;
		throw new AppError('choice_missing', 409, 'Whoever was chosen is no longer there.');
	}
	if (known.length > 1)
		throw new AppError('person_ambiguous', 422, 'Several people have this name.').about('who');
	return known[0];
}

/** People who bear a name that was typed, for a form that asks who of them is meant. */
export async function listAttendantNamesakes(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ person, of }: Pick<NewAttendant, 'person' | 'of'>
): Promise<Namesake[]> {
	const { id } = await getFacts(db, actor, slug);
	return db
		.transaction()
		.execute(async (trx) =>
			findNamesakes(trx, id, person, await resolveOrganisation(trx, of || null, 'of'))
		);
}

/** Puts those who were invited and did not decline on the list, as expected. */
export async function takeOverInvited(db: Db, actor: Actor | null, slug: string): Promise<void> {
	await change(db, actor, slug, (trx, { id }) => insertInvited(trx, id));
}

/**
 * Settles that sources give other numbers than the list: the note is set aside and kept with the
 * answer, its time and actor. A second time it changes nothing.
 */
export async function settleAttendance(
	db: Db,
	actor: Actor | null,
	slug: string,
	words: string
): Promise<void> {
	const { id: meetingId } = await getFacts(db, actor, slug);
	await db.transaction().execute(async (trx) => {
		const note = await clearNote(trx, meetingId);
		if (note === null) return;
		const actorId = actor!.personId;
		await insertSettlement(trx, { meetingId, actorId, answer: null, words: words || null, note });
	});
}

/** One change of the list in one transaction, told in the history of the dossier. */
async function change(
	db: Db,
	actor: Actor | null,
	slug: string,
	work: (trx: Trx, meeting: FactsRow) => Promise<void>
): Promise<void> {
	const facts = await getFacts(db, actor, slug);
	await db.transaction().execute(async (trx) => {
		await work(trx, facts);
		if (facts.dossierId)
			await recordStep(
				trx,
				{ id: facts.dossierId, actor: actor! },
				'attendance-changed',
				facts.title
			);
	});
}

function isThere(name: string, field: string): AppError {
	return new AppError('attendance_there', 409, `${name} is on the list already.`, { name }).about(
		field
	);
}
