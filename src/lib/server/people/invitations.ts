import { createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { enqueue } from '../platform/jobs.ts';
import {
	findInvitationByHash,
	findMeetingBySlug,
	findMeetingDossier,
	insertInvitation,
	insertSeat,
	listInvitationRows,
	listNamedOrganisations,
	revokeInvitationRow,
	takeUse,
	type InvitationRow
} from './invitation.rows.ts';
import { storeBasis } from './names.rows.ts';
import { insertGuest } from './person.rows.ts';
import { requireLevel } from './permissions.ts';
import { giveWords } from './refusal.ts';
import { openSession } from './sessions.ts';

const number = v.pipe(v.union([v.string(), v.number()]), v.toNumber());

export const InvitationInput = v.object({
	label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
	organisationId: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.uuid())]), ''),
	seatKind: v.picklist(['participant', 'speaker', 'school', 'viewer']),
	/** 1 for a person; more for an organisation that sends several people. */
	uses: v.pipe(number, v.integer(), v.minValue(1), v.maxValue(500)),
	days: v.pipe(number, v.integer(), v.minValue(1), v.maxValue(90)),
	/** Where the link is mailed to; empty when it is handed over otherwise. */
	email: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.email())]), '')
});

function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/**
 * Invites by link: the token (192 random bits) is returned once and stored only as a hash.
 * With an address it is mailed too, in the words of `write`. Needs level `edit` in the dossier.
 */
export async function createInvitation(
	db: Db,
	actor: Actor,
	meetingId: string,
	input: v.InferOutput<typeof InvitationInput>,
	write: (token: string) => { subject: string; text: string }
): Promise<{ token: string; invitation: InvitationRow }> {
	await requireInviter(db, actor, meetingId);
	const token = randomBytes(24).toString('base64url');
	return db.transaction().execute(async (trx) => {
		const invitation = await insertInvitation(trx, {
			meetingId,
			tokenHash: hashToken(token),
			label: input.label,
			organisationId: input.organisationId || null,
			seatKind: input.seatKind,
			usesLeft: input.uses,
			expiresAt: new Date(Date.now() + input.days * 86_400_000),
			createdBy: actor.personId
		});
		if (input.email) await enqueue(trx, 'mail-send', { to: input.email, ...write(token) });
		return { token, invitation };
	});
}

export async function listInvitations(
	db: Db,
	actor: Actor,
	meetingId: string
): Promise<InvitationRow[]> {
	await requireInviter(db, actor, meetingId);
	return listInvitationRows(db, meetingId);
}

export async function revokeInvitation(
	db: Db,
	actor: Actor,
	meetingId: string,
	id: string
): Promise<void> {
	await requireInviter(db, actor, meetingId);
	if (!(await revokeInvitationRow(db, meetingId, id))) throw notFound();
}

export interface Invitable {
	id: string;
	slug: string;
	title: Localised;
	organisations: Array<{ id: string; name: string }>;
}

/** The meeting one may invite to, with the organisations to choose from. Needs level `edit`. */
export async function getInvitable(db: Db, actor: Actor, slug: string): Promise<Invitable> {
	const meeting = await findMeetingBySlug(db, slug);
	if (!meeting) throw notFound();
	await requireLevel(db, actor, meeting.dossierId, 'edit');
	return {
		id: meeting.id,
		slug: meeting.slug,
		title: meeting.title as unknown as Localised,
		organisations: await listNamedOrganisations(db)
	};
}

async function requireInviter(db: Db, actor: Actor, meetingId: string): Promise<void> {
	const meeting = await findMeetingDossier(db, meetingId);
	if (!meeting) throw notFound();
	await requireLevel(db, actor, meeting.dossierId, 'edit');
}

export interface OpenInvitation {
	meetingTitle: Localised;
	meetingSlug: string;
	label: string;
	organisation: OrganisationName | null;
	/** The funder's sentence, where the meeting's dossier is funded. */
	disclaimer: Localised | null;
}

/**
 * What the holder of a link may see before accepting.
 * @throws {AppError} `not_found`, `invitation_revoked`, `invitation_expired`, `invitation_used`
 */
export async function readInvitation(db: Db, token: string): Promise<OpenInvitation> {
	const found = await getUsable(db, token);
	const title = found.meetingTitle as unknown as Localised;
	return {
		meetingTitle: await giveWords(db, `meeting/${found.meetingId}`, title),
		meetingSlug: found.meetingSlug,
		label: found.label,
		organisation: found.organisation,
		disclaimer: found.disclaimer
	};
}

async function getUsable(db: Db, token: string) {
	const found = await findInvitationByHash(db, hashToken(token));
	if (!found) throw notFound();
	if (found.revokedAt)
		throw new AppError('invitation_revoked', 410, 'This invitation was withdrawn.');
	if (found.expiresAt < new Date())
		throw new AppError('invitation_expired', 410, 'This invitation has expired.');
	if (found.usesLeft < 1)
		throw new AppError('invitation_used', 410, 'This invitation has already been used.');
	return found;
}

/**
 * Accepts an invitation under the guest's name: a guest person, a seat and a session. A consent to
 * print the name is recorded for this meeting; without one the role is printed.
 * @returns the session secret for the cookie, and where to go
 */
export async function acceptInvitation(
	db: Db,
	token: string,
	name: string,
	device: string,
	mayPublish = false
): Promise<{ session: string; meetingSlug: string }> {
	const found = await getUsable(db, token);
	const personId = await db.transaction().execute(async (trx) => {
		if (!(await takeUse(trx, found.id)))
			throw new AppError('invitation_used', 410, 'This invitation has already been used.');
		const guest = await insertGuest(trx, name, found.organisationId);
		await insertSeat(trx, {
			meetingId: found.meetingId,
			personId: guest,
			organisationId: found.organisationId,
			kind: found.seatKind
		});
		if (mayPublish)
			await storeBasis(trx, {
				personId: guest,
				meetingId: found.meetingId,
				basis: 'consent',
				recordedBy: guest
			});
		return guest;
	});
	return {
		session: await openSession(db, personId, device),
		meetingSlug: found.meetingSlug
	};
}
