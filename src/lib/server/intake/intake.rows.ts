import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Db, Trx } from '../platform/db.ts';

/**
 * A dossier one may import into, with its meetings that are planned and have no agenda yet, and those
 * that were held and have no report yet.
 */
export interface Target {
	slug: string;
	title: Localised;
	meetings: Array<{ slug: string; title: Localised; date: string | null; status: string }>;
}

export async function listTargets(db: Db, actor: Actor): Promise<Target[]> {
	const { rows } = await sql<Target>`
		SELECT d.slug, d.title, coalesce((
			SELECT jsonb_agg(jsonb_build_object('slug', m.slug, 'title', m.title, 'date', first.date,
					'status', m.status)
				ORDER BY first.date, m.slug)
			FROM meeting m LEFT JOIN LATERAL (
				SELECT min(date) AS date FROM meeting_day WHERE meeting_id = m.id) first ON true
			WHERE m.dossier_id = d.id AND CASE WHEN m.status = 'held'
				THEN m.kind <> 'external-event'
					AND NOT EXISTS (SELECT FROM report r WHERE r.meeting_id = m.id)
				ELSE m.status IN ('planned', 'scheduled') AND NOT EXISTS (
					SELECT FROM agenda_item i WHERE i.meeting_id = m.id AND i.removed_at IS NULL) END
		), '[]') AS meetings
		FROM dossier d
		WHERE ${actor.isAdmin}::boolean OR EXISTS (SELECT FROM dossier_member l WHERE l.dossier_id = d.id
			AND l.person_id = ${actor.personId} AND l.level = 'publish')
		ORDER BY d.slug`.execute(db);
	return rows;
}

export function findDossier(db: Db, slug: string) {
	return db
		.selectFrom('dossier')
		.select(['id', 'slug'])
		.where('slug', '=', slug)
		.executeTakeFirst();
}

export function findMeeting(db: Db, slug: string) {
	return db
		.selectFrom('meeting')
		.leftJoin('report', 'report.meetingId', 'meeting.id')
		.select([
			'meeting.id',
			'meeting.slug',
			'meeting.kind',
			'meeting.dossierId',
			'meeting.status',
			sql<string | null>`meeting.provenance->>'intake'`.as('intakeId'),
			'report.slug as reportSlug'
		])
		.where('meeting.slug', '=', slug)
		.executeTakeFirst();
}

/** The meeting that an earlier sending of the same form made. */
export function findImported(db: Db, intakeId: string) {
	return db
		.selectFrom('meeting')
		.leftJoin('report', 'report.meetingId', 'meeting.id')
		.select(['meeting.id', 'meeting.slug', 'meeting.dossierId', 'report.slug as reportSlug'])
		.where('meeting.importKey', '=', keyOf(intakeId))
		.executeTakeFirst();
}

/** Items of a meeting in whose notes somebody wrote. */
export async function listNoted(trx: Trx, meetingId: string): Promise<Set<string>> {
	const rows = await trx
		.selectFrom('doc')
		.select('agendaItemId')
		.where('meetingId', '=', meetingId)
		.where('lastSeq', '>', 0)
		.execute();
	return new Set(rows.map(({ agendaItemId }) => agendaItemId));
}

export const keyOf = (intakeId: string) => `intake:${intakeId}`;

/** What people who may be named as speakers belong to. */
export async function listAffiliations(
	trx: Trx,
	ids: string[]
): Promise<Map<string, string | null>> {
	if (ids.length === 0) return new Map();
	const rows = await trx
		.selectFrom('person')
		.select(['id', 'organisationId'])
		.where('id', 'in', ids)
		.execute();
	return new Map(rows.map(({ id, organisationId }) => [id, organisationId]));
}

/** A person known from a programme: nothing is recorded that lets the name be printed. */
export async function insertPerson(
	trx: Trx,
	person: {
		name: string | null;
		roleLabel: string | null;
		organisationId: string | null;
		intakeId: string;
	}
): Promise<string> {
	const { intakeId, ...values } = person;
	const { id } = await trx
		.insertInto('person')
		.values({ ...values, provenance: JSON.stringify({ intake: intakeId }) })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** What an agenda item does not carry on the wire: the talk's title, the role on the day. */
export async function saveTalk(
	trx: Trx,
	itemId: string,
	talk: Localised | null,
	roles: Array<{ personId: string; role: string | null }>
): Promise<void> {
	if (talk)
		await trx
			.updateTable('agendaItem')
			.set({ talk: JSON.stringify(talk) })
			.where('id', '=', itemId)
			.execute();
	for (const { personId, role } of roles)
		if (role)
			await trx
				.updateTable('itemSpeaker')
				.set({ roleLabel: role })
				.where('agendaItemId', '=', itemId)
				.where('personId', '=', personId)
				.execute();
}

export async function insertInvited(
	trx: Trx,
	meetingId: string,
	organisationIds: string[],
	isOpen: boolean
): Promise<void> {
	if (organisationIds.length === 0) return;
	await trx
		.insertInto('invitationList')
		.values({ meetingId, exhaustive: !isOpen })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await trx
		.insertInto('invitee')
		.values(
			organisationIds.map((organisationId, position) => ({ meetingId, organisationId, position }))
		)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

export interface NewBudgetLine {
	label: Localised;
	payerIds: string[];
	amount: string | null;
	currency: string | null;
}

export async function insertBudget(
	trx: Trx,
	dossierId: string,
	lines: NewBudgetLine[],
	intakeId: string
): Promise<void> {
	const last = await trx
		.selectFrom('budgetLine')
		.select((eb) => eb.fn.max('position').as('position'))
		.where('dossierId', '=', dossierId)
		.executeTakeFirst();
	for (const [index, { label, payerIds, amount, currency }] of lines.entries()) {
		const { id } = await trx
			.insertInto('budgetLine')
			.values({
				dossierId,
				position: (last?.position ?? -1) + 1 + index,
				label: JSON.stringify(label),
				amount,
				currency,
				status: 'to-be-defined',
				provenance: JSON.stringify({ intake: intakeId })
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		if (payerIds.length > 0)
			await trx
				.insertInto('budgetPayer')
				.values(payerIds.map((organisationId) => ({ budgetLineId: id, organisationId })))
				.execute();
	}
}
