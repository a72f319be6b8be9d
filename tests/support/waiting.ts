import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { addAnnex } from '#lib/server/report/annex.ts';
import { readDraftToEdit } from '#lib/server/report/draft.ts';
import { addActions } from '#lib/server/report/actions.rows.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { correctReport, withdrawReport } from '#lib/server/report/publication.ts';
import { readTranslationToEdit, saveTranslation } from '#lib/server/report/translation.ts';
import { holdMeeting } from './held-meeting.ts';
import { newMeeting } from './people.ts';
import { publishHeld } from './publish-held.ts';

const AT = 'https://outside.example';
const text = (words: string) => JSON.stringify({ original: 'en', texts: { en: words } });

/** To the demo, which lacks much already, adds what else can wait for the secretariat: one of every kind. */
export async function addWaiting(db: Db, secretariat: Actor): Promise<void> {
	const { id: dossierId } = await db
		.selectFrom('dossier')
		.where('slug', '=', 'bretagne')
		.select('id')
		.executeTakeFirstOrThrow();
	const hold = async (slug: string, ordinal: number) => {
		const held = await holdMeeting(db, slug, { dossierId, ordinal });
		await fileReport(db, held.meetingId);
		await publishHeld(db, held, { summary: `See ${AT}/report.` });
		return { ...held, secretariat };
	};
	const [withdrawn, translated, differing] = [
		await hold('waits-withdrawn', 21),
		await hold('waits-french', 22),
		await hold('waits-differing', 25)
	];
	await db
		.updateTable('meeting')
		.set({ timezone: 'Europe/Madrid', factsAt: new Date() })
		.where('id', '=', differing.meetingId)
		.execute();
	await withdrawReport(db, withdrawn.secretariat, withdrawn.slug, 'Wrong words');
	const { entries, seq } = await readTranslationToEdit(db, secretariat, translated.slug, 'fr');
	const fields = Object.fromEntries(entries.map(({ key }) => [key, `Traduit, voir ${AT}/traduit`]));
	await saveTranslation(db, secretariat, translated.slug, 'fr', { version: 1, seq, fields });
	const reason = { kind: 'editorial', reason: 'A comma' } as const;
	await correctReport(db, secretariat, translated.slug, reason);
	await publishHeld(db, translated, { summary: `Look at ${AT}/report.` });
	const drafted = await holdMeeting(db, 'waits-draft', { dossierId, ordinal: 23 });
	await fileReport(db, drafted.meetingId);
	await addNamingAnnex(db, secretariat, drafted.slug);
	await addActions(db, drafted.meetingId, [{ id: drafted.actionId, itemId: drafted.items.talk }]);
	await db
		.updateTable('action')
		.set({ due: '2020-01-01' })
		.where('id', '=', drafted.actionId)
		.execute();
	await holdMeeting(db, 'waits-unwritten', { dossierId, ordinal: 24 });
	await addMeetings(db, secretariat, dossierId);
	await addTexts(db, dossierId);
	await addDeadLinks(db);
}

/** An annex that held the name of somebody when they were erased. */
async function addNamingAnnex(db: Db, secretariat: Actor, slug: string): Promise<void> {
	const { draftSeq } = await readDraftToEdit(db, secretariat, slug);
	const file = new TextEncoder().encode('%PDF-1.7\n');
	const input = { draftSeq, fields: {}, file, name: 'a.pdf', title: 'Names somebody' };
	await addAnnex(db, secretariat, slug, input);
	const { id } = await db
		.selectFrom('reportAnnex')
		.select('id')
		.orderBy('at', 'desc')
		.executeTakeFirstOrThrow();
	const places = JSON.stringify({ annexes: { holding: [id], unread: [] } });
	const { personId } = secretariat;
	await db.insertInto('erasure').values({ actorId: personId, personId, places }).execute();
}

/** Meetings to come that lack everything, that moved, whose notice is out of date; more than the desk shows. */
async function addMeetings(db: Db, secretariat: Actor, dossierId: string): Promise<void> {
	const add = async (values: object = {}) => {
		const meeting = await newMeeting(db, dossierId);
		if (Object.keys(values).length)
			await db.updateTable('meeting').set(values).where('id', '=', meeting.id).execute();
		return meeting;
	};
	const undated = await add({ mode: 'on-site' });
	await db.deleteFrom('meetingDay').where('meetingId', '=', undated.id).execute();
	const today = new Date().toISOString().slice(0, 10);
	const moved = await add({
		...{ registration: JSON.stringify({ url: `${AT}/registration` }) },
		place: JSON.stringify({ name: 'Here', url: `${AT}/place`, map: `${AT}/map` }),
		statusHistory: JSON.stringify([
			{ at: '2026-01-01T00:00:00Z', status: 'scheduled' },
			{ at: '2026-01-03T00:00:00Z', status: 'moved', from: ['2026-02-02'], to: [today] }
		])
	});
	const organisation = await db
		.insertInto('organisation')
		.values({
			slug: 'waits-invited',
			name: 'Invited',
			contactEmail: 'x@emvod.example',
			url: `${AT}/organisation`
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const invitee = { meetingId: moved.id, organisationId: organisation.id };
	await db.insertInto('invitee').values(invitee).execute();
	await db
		.insertInto('inviteeMail')
		.values({
			...invitee,
			kind: 'invitation',
			steps: 1,
			at: '2026-01-02',
			actorId: secretariat.personId
		})
		.execute();
	const published = { dossierId, title: text('Come'), sourceId: organisation.id };
	const tool = { ...published, type: 'tool', datePrecision: 'unknown' };
	await db
		.insertInto('publication')
		.values([
			{
				...{ ...published, type: 'notice', datePrecision: 'unknown', noticeOf: moved.id },
				noticeDates: JSON.stringify({ en: ['2020-01-01'] })
			},
			{ ...tool, url: `${AT}/publication` },
			{ ...tool, dossierId: null, title: text('Of no dossier'), url: `${AT}/apart` }
		])
		.execute();
	for (let n = 0; n < 10; n++) await add();
	const over = await add();
	await db
		.updateTable('meetingDay')
		.set({ date: '2026-01-05' })
		.where('meetingId', '=', over.id)
		.execute();
}

async function addTexts(db: Db, dossierId: string): Promise<void> {
	const stale = JSON.stringify({
		original: 'en',
		texts: { en: `Now, see ${AT}/background`, fr: 'Avant' },
		states: { fr: 'outdated' }
	});
	await db
		.updateTable('dossier')
		.set({ title: stale, background: stale })
		.where('id', '=', dossierId)
		.execute();
	await db.insertInto('setting').values({ key: 'text.network', value: stale }).execute();
	await db
		.insertInto('result')
		.values({ dossierId, date: '2099-01-01', text: text('Later than all') })
		.execute();
	const opinion = text(`I like ${AT}/opinion`);
	await db.updateTable('participantReport').set({ opinion }).execute();
	await db
		.insertInto('organisation')
		.values([
			{ slug: 'waits-named', label: text('A school') },
			{ slug: 'waits-renamed', name: 'A school', label: stale }
		])
		.execute();
	await addStaleEntries(db, dossierId, stale);
}

/** An entry of each kind with a translation that no longer follows its original. */
async function addStaleEntries(db: Db, dossierId: string, stale: string): Promise<void> {
	await db.insertInto('objective').values({ dossierId, position: 99, text: stale }).execute();
	await db.insertInto('result').values({ dossierId, date: '2020-01-01', text: stale }).execute();
	const figure = {
		dossierId,
		label: stale,
		value: '1',
		sourceNote: 'page 3',
		datePrecision: 'unknown'
	};
	await db.insertInto('keyFigure').values(figure).execute();
	await db
		.insertInto('budgetLine')
		.values({ dossierId, label: stale, status: 'offered' })
		.execute();
	await db
		.updateTable('dossier')
		.set({
			funding: sql`coalesce(funding, '{}') || ${JSON.stringify({ disclaimer: JSON.parse(stale) as object })}::jsonb`
		})
		.where('id', '=', dossierId)
		.execute();
	await db
		.updateTable('publication')
		.set({ title: stale, summary: stale })
		.where('url', 'like', `${AT}/%`)
		.execute();
	const event = await newMeeting(db, dossierId);
	await db
		.updateTable('meeting')
		.set({ kind: 'external-event', title: stale, objective: stale })
		.where('id', '=', event.id)
		.execute();
	const meeting = await newMeeting(db, dossierId);
	await db
		.updateTable('meeting')
		.set({
			...{ title: stale, objective: stale, theme: stale, modeReason: stale },
			attendanceStatement: stale
		})
		.where('id', '=', meeting.id)
		.execute();
	await db
		.updateTable('participantReport')
		.set({ opinion: stale.replace('Now', `I like ${AT}/opinion and now`) })
		.execute();
}

async function addDeadLinks(db: Db): Promise<void> {
	const since = new Date(Date.now() - 2 * 86_400_000);
	const places = ['registration', 'place', 'map', 'publication', 'apart', 'organisation'];
	for (const place of [...places, 'background', 'report', 'traduit', 'opinion'])
		await db
			.insertInto('linkCheck')
			.values({
				...{ url: `${AT}/${place}`, checkedAt: new Date(), status: '404' },
				...{ failures: 2, failedSince: since }
			})
			.execute();
}
