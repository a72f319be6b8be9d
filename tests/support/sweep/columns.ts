import { sql } from 'kysely';
import type { Db } from '#lib/server/platform/db.ts';

export interface Column {
	table: string;
	column: string;
	type: 'text' | 'jsonb' | 'text[]';
	nullable: boolean;
}

/**
 * Columns that hold no words, with the reason. Everything else that can hold text is swept, so that a
 * new column is without anybody remembering it: if planting a name there breaks something, it holds no
 * words and belongs here.
 */
const NO_WORDS: Record<string, string[]> = {
	'addresses, keys and hashes': [
		...['slug', 'import_key', 'token_hash', 'url', 'file', 'hash', 'email', 'contact_email'].map(
			(name) => `*.${name}`
		),
		'account.password_hash',
		'agenda_item.rank',
		'film.poster',
		'former_slug.kind',
		'meeting.room_name',
		'report.notes_taken',
		'report_comment.item_id',
		'report_file.disclosed',
		'report_translation_file.disclosed',
		'setting.key',
		'link_check.*',
		'session.*',
		'throttle.*'
	],
	'codes of fixed lists that no check in the database names': [
		...[
			'language',
			'languages',
			'country',
			'kind',
			'type',
			'role',
			'currency',
			'sector',
			'format',
			'mime_type',
			'mode'
		].map((name) => `*.${name}`),
		...['audio_languages', 'needed_languages', 'subtitle_languages', 'working_languages'].map(
			(name) => `*.${name}`
		),
		'*.activity_types',
		'organisation.audiences',
		'organisation.contact_language',
		'budget_line.status',
		'dossier.status_proposal',
		'dossier_event.what',
		'invitation.seat_kind',
		'meeting.timezone',
		'attendance_person.seat',
		'publication.level',
		'publication.status',
		'meeting.registration',
		'publication.notice_dates',
		'publication.notice_facts',
		'parallel_slot.half'
	],
	'the log of the room and the state of a player, which programs read': [
		'meeting_event.*',
		'meeting.playback',
		'agenda_item.queue'
	],
	'written by the database from other columns: looked at where they come out, in the search': [
		'search_entry.*',
		'search_word.*'
	],
	'names of people, which follow the basis recorded for them, and what stands for a name': [
		'person.name',
		'person.former_names',
		'person.role_label'
	],
	'the database about itself; what is told of what was erased or merged': [
		'kysely_migration.*',
		'kysely_migration_lock.*',
		'erasure.*',
		'person_merge.*',
		'organisation_merge.*',
		'place_name.*',
		'setting.value'
	]
};

/**
 * Words that visitors are never given, with the reason. All others are, and the sweep has to see them:
 * so it is known to reach every column.
 */
const HIDDEN: Record<string, string[]> = {
	'notes of the desk and what is told to it': [
		'action.note',
		'action_change.note',
		'agenda_item.note',
		'dossier_event.subject',
		'meeting.attendance_note',
		'meeting.status_note',
		'organisation.note',
		'parallel_slot.held_note',
		'settlement.*',
		'suggestion.*',
		'recommendation_action.text',
		'participant_report.question',
		'equipment_check.details'
	],
	'letters, and answers to them': [
		'invitation_list.label',
		'invitee.answer_note',
		'invitee.answered_by',
		'meeting_letter.*',
		'report_mail.subject',
		'sent_letter.*'
	],
	'of a report what is not published, or not for everybody': [
		'action.words',
		'report.approval',
		'report.correction',
		'report.draft',
		'report.draft_restricted',
		'report_comment.*',
		'report_version.changes',
		'report_version.restricted',
		'doc_snapshot.name'
	],
	'kept and shown nowhere, or to members only': [
		'*.provenance',
		'agenda_item.audience',
		'dossier_member.role_label',
		'film.original_chapters',
		'organisation.former_names',
		'seat.role_label'
	]
};

/** Words that belong to no meeting: nobody of a meeting can refuse them. */
const TIED_TO_NO_MEETING = [
	'account',
	'budget_line',
	'dossier',
	'dossier_member',
	'dossier_event',
	'equipment_check',
	// Said to whoever holds the link.
	'invitation',
	'objective',
	'organisation',
	'organisation_relation',
	'person'
];

/** Every column that can hold words, as the catalogue of the database knows them. */
export async function listColumns(db: Db): Promise<Column[]> {
	const { rows } = await sql<Column>`
		SELECT c.table_name AS table, c.column_name AS column, c.is_nullable = 'YES' AS nullable,
			CASE c.udt_name WHEN '_text' THEN 'text[]' WHEN 'jsonb' THEN 'jsonb' ELSE 'text' END AS type
		FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
		WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
			AND c.udt_name IN ('text', 'varchar', 'bpchar', 'citext', '_text', '_varchar', 'json', 'jsonb')
			-- What a check or a key allows only a list of values holds no words.
			AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = (c.table_schema || '.' || c.table_name)::regclass
				AND (k.contype = 'f' AND c.column_name = ANY (SELECT attname FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = ANY (k.conkey))
					OR k.contype = 'c' AND pg_get_constraintdef(k.oid) LIKE 'CHECK ((' || c.column_name || ' = ANY (ARRAY[%'))
		ORDER BY 1, 2`.execute(db);
	return rows.filter((column) => !holdsNoWords(column));
}

const holdsNoWords = ({ table, column }: Column) => isListed(`${table}.${column}`, NO_WORDS);
/** Whether visitors are never given the words of a column, by its name. */
export const isHidden = (column: string) => isListed(column, HIDDEN);

function isListed(name: string, lists: Record<string, string[]>): boolean {
	const [table, column] = name.split('.');
	const names = Object.values(lists).flat();
	return [name, `*.${column}`, `${table}.*`].some((one) => names.includes(one));
}

/** Exceptions that the database has no column for any more. */
export async function listStaleExceptions(db: Db): Promise<string[]> {
	const { rows } = await sql<{ table: string; column: string }>`
		SELECT table_name AS table, column_name AS column FROM information_schema.columns WHERE table_schema = 'public'`.execute(
		db
	);
	const known = new Set(
		rows.flatMap(({ table, column }) => [`${table}.${column}`, `*.${column}`, `${table}.*`, table])
	);
	const listed = [NO_WORDS, HIDDEN].flatMap((lists) => Object.values(lists).flat());
	return [...listed, ...TIED_TO_NO_MEETING].filter((name) => !known.has(name));
}

export const isTiedToMeeting = ({ table }: Column) => !TIED_TO_NO_MEETING.includes(table);
export const nameColumn = ({ table, column }: Column) => `${table}.${column}`;
