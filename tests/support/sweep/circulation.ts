import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#lib/server/platform/db.ts';
import type { HeldMeeting } from '../held-meeting.ts';
import { said } from './full-meeting.ts';

/** The secret of a mail to somebody invited. */
export const TOKEN = 'the-secret-of-a-mail-to-somebody';
const hash = (token: string) => createHash('sha256').update(token).digest('hex');

/** What goes round inside: letters, comments, suggestions, settlements, changes, mails. */
export async function addCirculation(
	db: Db,
	{ held, planned, guestId }: { held: HeldMeeting; planned: string; guestId: string }
): Promise<void> {
	const { meetingId, dossierId, organisations, actionId, items } = held;
	const report = await db
		.selectFrom('report')
		.select(['id', 'version'])
		.where('meetingId', '=', meetingId)
		.executeTakeFirstOrThrow();
	const reportId = report.id;
	await db
		.insertInto('reportComment')
		.values({
			reportId,
			version: 2,
			text: 'I said more',
			answer: 'Taken over',
			state: 'answered',
			personId: guestId
		})
		.execute();
	await db
		.insertInto('reportWithdrawal')
		.values({
			reportId,
			version: 1,
			reason: 'It was wrong',
			isVersionReadable: true,
			withdrawnAt: '2026-10-01T10:00:00Z'
		})
		.execute();
	await db
		.insertInto('reportAnnex')
		.values({
			reportId,
			file: `${randomUUID()}.png`,
			type: 'image/png',
			bytes: 1,
			width: 1,
			height: 1
		})
		.execute();
	await db
		.insertInto('reportMail')
		.values({ reportId, personId: guestId, kind: 'provisional', subject: 'A report' })
		.execute();
	await db.insertInto('actionChange').values({ actionId, state: 'open', note: 'asked' }).execute();
	await db.insertInto('recommendationAction').values({ actionId, text: 'Meet again' }).execute();
	await db
		.insertInto('meetingLetter')
		.values({
			meetingId: planned,
			kind: 'invitation',
			language: 'en',
			subject: 'Come',
			body: 'Please come',
			factsVersion: 1
		})
		.execute();
	const letter = await db
		.insertInto('sentLetter')
		.values({ meetingId: planned, language: 'en', subject: 'Come', body: 'Please come' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const { organisationId } = await db
		.selectFrom('invitee')
		.select('organisationId')
		.where('meetingId', '=', planned)
		.executeTakeFirstOrThrow();
	await db
		.insertInto('inviteeMail')
		.values({
			meetingId: planned,
			organisationId,
			kind: 'invitation',
			email: 'office@firm.example',
			tokenHash: hash(TOKEN),
			letterId: letter.id
		})
		.execute();
	await db
		.insertInto('suggestion')
		.values({
			id: randomUUID(),
			meetingId,
			title: said('Talk of this'),
			reason: 'It is new',
			status: 'open',
			createdAt: new Date()
		})
		.execute();
	await db
		.insertInto('settlement')
		.values({
			meetingId,
			itemId: items.dropped,
			answer: 'other',
			words: 'It was short',
			note: 'Sources differ',
			stood: JSON.stringify({ note: 'as it stood' })
		})
		.execute();
	await db
		.insertInto('dossierEvent')
		.values({ dossierId, what: 'meeting', subject: JSON.stringify({ title: 'A meeting' }) })
		.execute();
	const doc = await db.selectFrom('doc').select('id').executeTakeFirstOrThrow();
	await db
		.insertInto('docSnapshot')
		.values({
			docId: doc.id,
			name: 'Before lunch',
			reason: 'named',
			uptoSeq: 0,
			state: Buffer.from('x')
		})
		.execute();
	await db
		.insertInto('invitation')
		.values({
			meetingId: planned,
			label: 'For the interpreter',
			seatKind: 'interpreter',
			tokenHash: hash(TOKEN),
			usesLeft: 5,
			expiresAt: '2099-01-01'
		})
		.execute();
	await db
		.insertInto('account')
		.values({ personId: guestId, email: 'guest@secret.example', passwordHash: 'x' })
		.execute();
	await db
		.updateTable('dossier')
		.set({ contactEmail: 'office@secret.example' })
		.where('id', '=', dossierId)
		.execute();
	await db
		.insertInto('organisationRelation')
		.values({
			fromId: organisations.school,
			toId: organisations.firm,
			kind: 'partner',
			note: 'since long'
		})
		.execute();
	await sql`UPDATE organisation SET label = ${said('A label')}, unit = '{"name": "A unit", "acronym": "AU"}'`.execute(
		db
	);
	await sql`UPDATE report SET approval = '{"rule": "silence after 7 days"}'`.execute(db);
	await sql`ALTER TABLE report_version DISABLE TRIGGER report_version_frozen`.execute(db);
	await sql`UPDATE report_version SET changes = '[["wrogn", "wrong"]]'`.execute(db);
	await sql`UPDATE action SET note = 'told by telephone'`.execute(db);
}
