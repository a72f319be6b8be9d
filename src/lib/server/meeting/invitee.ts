import type { Actor } from '#lib/model/actor.ts';
import { requireSecretary } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { notFound, AppError } from '../platform/errors.ts';
import { findUntold } from './change.ts';
import { getFacts } from './facts.ts';
import {
	addInvitees,
	findList,
	listInvitees,
	listOfAudience,
	listUninvited,
	removeInvitee,
	saveList,
	setAnswer,
	setContact,
	setKey,
	type Answer
} from './invitee.rows.ts';

/** Days after the last mail before a second reminder may be sent. */
export const REMIND_AGAIN_DAYS = 7;

/**
 * Who is invited to a meeting, with answers and attendance, and who could be. An answer that was
 * given before the meeting was moved is marked: it was about another date. So is who was not told yet
 * of what became of the meeting.
 * @throws {AppError} `not_found` unless the actor edits the dossier, here and in all below
 */
export async function readInvitees(db: Db, actor: Actor | null, slug: string) {
	const facts = await getFacts(db, actor, slug);
	const { id, kind, title, status, isAnnounced, languages, version } = facts;
	const [list, invitees, others] = await Promise.all([
		findList(db, id),
		listInvitees(db, id),
		listUninvited(db, id)
	]);
	const meeting = { slug, kind, title, status, isAnnounced, languages, version };
	const movedAt = facts.statusHistory.findLast(({ status }) => status === 'moved')?.at;
	const isForFormerDate = ({ answer, answeredAt }: (typeof invitees)[number]) =>
		Boolean(answer && answeredAt && movedAt && new Date(answeredAt) < new Date(movedAt));
	const marked = invitees.map((one) => ({
		...one,
		isForFormerDate: isForFormerDate(one),
		untold: findUntold(facts, one)?.kind ?? null
	}));
	return { meeting, list, invitees: marked, others };
}

/** Puts organisations on the list; returns how many were not on it. */
export async function inviteOrganisations(
	db: Db,
	actor: Actor | null,
	slug: string,
	ids: string[]
): Promise<number> {
	const { id } = await getFacts(db, actor, slug);
	if (!ids.length) throw new AppError('nobody_chosen', 400, 'Choose at least one organisation.');
	return db.transaction().execute((trx) => addInvitees(trx, id, ids));
}

/** Puts all organisations of a kind of audience on the list. */
export async function inviteAudience(
	db: Db,
	actor: Actor | null,
	slug: string,
	audience: string
): Promise<number> {
	await getFacts(db, actor, slug);
	return inviteOrganisations(db, actor, slug, await listOfAudience(db, audience));
}

/** Says whether the list is open: others may come too. */
export async function openList(db: Db, actor: Actor | null, slug: string, isOpen: boolean) {
	const { id } = await getFacts(db, actor, slug);
	await saveList(db, id, isOpen);
}

/** @throws {AppError} `invitee_has_history` when something was sent or answered: that stays on record */
export async function takeOffList(
	db: Db,
	actor: Actor | null,
	slug: string,
	organisationId: string
): Promise<void> {
	const { id } = await getFacts(db, actor, slug);
	if (!(await removeInvitee(db, id, organisationId)))
		throw new AppError('invitee_has_history', 409, 'They were written to or answered already.');
}

/** Marks an organisation whose answer the meeting depends on. */
export async function markKey(
	db: Db,
	actor: Actor | null,
	slug: string,
	organisationId: string,
	isKey: boolean
): Promise<void> {
	const { id } = await getFacts(db, actor, slug);
	if (!(await setKey(db, id, organisationId, isKey))) throw notFound();
}

/** Writes down an answer that came otherwise than by the link. */
export async function recordAnswer(
	db: Db,
	actor: Actor | null,
	slug: string,
	organisationId: string,
	given: Omit<Answer, 'recordedBy'>
): Promise<void> {
	const { id } = await getFacts(db, actor, slug);
	const recordedBy = actor?.personId ?? null;
	if (!(await setAnswer(db, id, organisationId, { ...given, recordedBy }))) throw notFound();
}

/** Where an invited organisation is written to, in which language, and what kind it is. */
export async function changeContact(
	db: Db,
	actor: Actor | null,
	slug: string,
	organisationId: string,
	contact: { email: string | null; language: string | null; audiences: string[] }
): Promise<void> {
	const { id } = await getFacts(db, actor, slug);
	const known = (await listInvitees(db, id)).find((one) => one.organisationId === organisationId);
	if (!known) throw notFound();
	// An address that is known serves every taskforce that invites the organisation.
	if (known.email && known.email !== contact.email) await requireSecretary(db, actor);
	await setContact(db, organisationId, contact);
}
