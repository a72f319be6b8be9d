import { sql } from 'kysely';
import type { Db, Trx } from '../platform/db.ts';
import { follow, joinRows, type Merge, type Pair } from './moving.rows.ts';

/** Columns that point to a person and follow, whatever else their row says. */
export const FOLLOWING = [
	'account.person_id',
	'action.owner_person_id',
	'action_change.actor_id',
	'action_change.owner_person_id',
	'agenda_item.suggested_by',
	'doc_snapshot.actor_id',
	'doc_update.actor_id',
	'dossier_event.actor_id',
	'erasure.actor_id',
	'film.speaker_id',
	'invitation.created_by',
	'invitee.answer_recorded_by',
	'invitee_mail.actor_id',
	'meeting.chair_id',
	'meeting_event.actor_id',
	'meeting_letter.saved_by',
	'name_basis.recorded_by',
	'organisation_merge.actor_id',
	'participant_report.author_id',
	'person_merge.actor_id',
	'person_merge.person_id',
	'report.withdrawn_by',
	'report_annex.actor_id',
	'report_comment.answered_by',
	'report_translation.actor_id',
	'report_version.actor_id',
	'report_withdrawal.reinstated_by',
	'report_withdrawal.withdrawn_by',
	'session.person_id',
	'settlement.actor_id',
	'settlement.person_id',
	'suggestion.person_id'
];

const LEVELS = sql`ARRAY['read','take-part','edit','publish']`;
const levelOf = (alias: string) => sql`array_position(${LEVELS}, ${sql.raw(alias)}.level)`;

/** Tables that hold a person once for each thing. */
export const PAIRED: Record<string, Pair> = {
	dossier_member: {
		by: 'dossier_id',
		take: sql`level = CASE WHEN ${levelOf('o')} > ${levelOf('k')} THEN o.level ELSE k.level END,
			role_label = coalesce(k.role_label, o.role_label)`
	},
	seat: {
		by: 'meeting_id',
		take: sql`organisation_id = coalesce(k.organisation_id, o.organisation_id), heads = greatest(k.heads, o.heads),
			role_label = coalesce(k.role_label, o.role_label), removed_at = coalesce(k.removed_at, o.removed_at),
			created_at = least(k.created_at, o.created_at)`,
		led: { table: 'presence', column: 'seat_id', key: 'id' }
	},
	attendance_person: {
		by: 'meeting_id',
		take: sql`state = CASE WHEN o.state = 'present' THEN o.state ELSE k.state END,
			organisation_id = coalesce(k.organisation_id, o.organisation_id), role_label = coalesce(k.role_label, o.role_label),
			seat = coalesce(k.seat, o.seat), heads = coalesce(k.heads, o.heads)`
	},
	item_speaker: {
		by: 'agenda_item_id',
		take: sql`planned = k.planned OR o.planned, spoke = coalesce(k.spoke OR o.spoke, k.spoke, o.spoke),
			role_label = coalesce(k.role_label, o.role_label),
			organisation_id = coalesce(k.organisation_id, o.organisation_id),
			stamped_at = least(k.stamped_at, o.stamped_at)`
	},
	name_basis: {
		by: 'meeting_id',
		take: sql`basis = CASE WHEN o.basis = 'refused' THEN o.basis ELSE k.basis END`
	},
	digest: { by: 'meeting_id' },
	report_mail: { by: '(kind, report_id, subject)' },
	report_comment: { by: `(report_id, version, coalesce(item_id, ''), text)` }
};

/** Everything that points to the other person points to the kept one. */
export async function moveReferences(trx: Trx, merge: Merge): Promise<void> {
	for (const [table, pair] of Object.entries(PAIRED))
		await joinRows(trx, `${table}.person_id`, pair, merge);
	for (const reference of FOLLOWING) await follow(trx, reference, merge);
}

interface Standing {
	id: string;
	name: string | null;
	kind: string;
	isAdmin: boolean;
	hasAccount: boolean;
	/** Has a seat in a meeting that is open. */
	isInside: boolean;
}

/** Both people, held until the transaction is over; fewer when one is no more. */
export async function lockPeople(trx: Trx, ids: string[]): Promise<Standing[]> {
	const { rows } = await sql<Standing>`
		SELECT p.id, p.name, p.kind, p.is_admin,
			EXISTS (SELECT FROM account a WHERE a.person_id = p.id) AS has_account,
			EXISTS (SELECT FROM seat s JOIN meeting m ON m.id = s.meeting_id
				WHERE s.person_id = p.id AND m.status = 'open') AS is_inside
		FROM person p WHERE p.id = ANY(${ids}::uuid[]) AND p.erased_at IS NULL
		ORDER BY p.id FOR UPDATE`.execute(trx);
	return rows;
}

/** What the kept one lacks is taken from the other, who is kept as a trace and is no more. */
export async function closePerson(
	trx: Trx,
	{ kept, other }: Merge,
	actorId: string
): Promise<void> {
	await sql`INSERT INTO person_merge (former_id, person_id, import_key, actor_id, stood)
		SELECT p.id, ${kept}, p.import_key, ${actorId}, jsonb_build_object('name', p.name, 'role', p.role_label,
			'organisation', o.name, 'kind', p.kind, 'publishName', p.publish_name, 'publicOffice', p.public_office,
			'provenance', p.provenance, 'since', p.created_at)
		FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id WHERE p.id = ${other}`.execute(
		trx
	);
	await sql`UPDATE person k SET name = coalesce(k.name, o.name), role_label = coalesce(k.role_label, o.role_label),
			organisation_id = coalesce(k.organisation_id, o.organisation_id),
			languages = k.languages || ARRAY(SELECT unnest(o.languages) EXCEPT SELECT unnest(k.languages)),
			is_admin = k.is_admin OR o.is_admin, fictitious = k.fictitious AND o.fictitious,
			created_at = least(k.created_at, o.created_at),
			former_names = ARRAY(SELECT DISTINCT called FROM unnest(k.former_names || o.name || o.former_names) called
				WHERE called IS NOT NULL AND called <> coalesce(k.name, o.name)),
			kind = CASE WHEN EXISTS (SELECT FROM account a WHERE a.person_id = k.id)
				OR (k.kind = 'person' AND o.kind = 'person') THEN 'person' ELSE 'guest' END
		FROM person o WHERE k.id = ${kept} AND o.id = ${other}`.execute(trx);
	await trx.deleteFrom('person').where('id', '=', other).execute();
}

/** Whoever is another from now on has no second way to sign in. */
export async function closeAccount(trx: Trx, personId: string): Promise<void> {
	await trx.deleteFrom('session').where('personId', '=', personId).execute();
	await trx.deleteFrom('account').where('personId', '=', personId).execute();
}

/**
 * Ends what a guest link opened for one of them where the other has more rights than a guest: whoever
 * holds the link has shown no password.
 */
export async function endGuestSessions(trx: Trx, { kept, other }: Merge): Promise<void> {
	await sql`WITH two AS (SELECT unnest(ARRAY[${kept}, ${other}]::uuid[]) AS id)
		DELETE FROM session s USING two WHERE s.person_id = two.id
			AND NOT EXISTS (SELECT FROM account a WHERE a.person_id = two.id)
			AND EXISTS (SELECT FROM two one WHERE EXISTS (SELECT FROM account a WHERE a.person_id = one.id)
				OR EXISTS (SELECT FROM dossier_member d WHERE d.person_id = one.id)
				OR EXISTS (SELECT FROM meeting m WHERE m.chair_id = one.id))`.execute(trx);
}

/** How many things of each kind point to a person. */
export interface Holdings {
	dossiers: number;
	seats: number;
	attendance: number;
	talks: number;
	reports: number;
	actions: number;
	comments: number;
}

export async function countHoldings(db: Db, personId: string): Promise<Holdings> {
	const count = (table: string, column = 'person_id') =>
		sql<number>`(SELECT count(*)::int FROM ${sql.table(table)} WHERE ${sql.id(column)} = ${personId})`;
	const { rows } =
		await sql<Holdings>`SELECT ${count('dossier_member')} AS dossiers, ${count('seat')} AS seats,
		${count('attendance_person')} AS attendance, ${count('item_speaker')} AS talks,
		${count('participant_report', 'author_id')} AS reports, ${count('action', 'owner_person_id')} AS actions,
		${count('report_comment')} AS comments`.execute(db);
	return rows[0]!;
}
