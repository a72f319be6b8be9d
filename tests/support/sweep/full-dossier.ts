import type { Actor } from '#lib/model/actor.ts';
import { publishNotice } from '#lib/server/meeting/notice.ts';
import { readLetter } from '#lib/server/meeting/letter.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { correctReport, supersedeReport, withdrawReport } from '#lib/server/report/publication.ts';
import { readTranslationToEdit, saveTranslation } from '#lib/server/report/translation.ts';
import { holdMeeting, type HeldMeeting } from '../held-meeting.ts';
import { addSeat } from '../meeting.ts';
import { newActor } from '../people.ts';
import { publishHeld } from '../publish-held.ts';
import { addCirculation } from './circulation.ts';
import { addPlanned, type Planned } from './full-meeting.ts';
import { addThings } from './full-things.ts';

/** The fullest dossier there is: of every table that holds words at least one row. */
export interface FullDossier {
	/** Held, with a published, corrected and translated report. */
	held: HeldMeeting;
	/** Everybody reads these. */
	open: Planned[];
	/** Planned and not announced: members read it. */
	hidden: Planned;
	/** Held, with a published report, and open to members only. */
	closed: HeldMeeting;
	secretariat: Actor;
	/** Of another taskforce, and of no organisation that came. */
	stranger: Actor;
	/** Takes part in everything, under the name that is looked for. */
	guest: Actor;
}

/** Fills an empty database. `name` is what the guest is called, who agrees to be named at first. */
export async function fillDossier(db: Db, name: string): Promise<FullDossier> {
	const held = await holdMeeting(db, 'swept-held');
	const { dossierId, secretariat } = held;
	const again = (slug: string, ordinal: number) => holdMeeting(db, slug, { dossierId, ordinal });
	const [withdrawn, replaced, closed] = [
		await again('swept-withdrawn', 2),
		await again('swept-replaced', 3),
		await again('swept-closed', 4)
	];
	for (const of of [withdrawn, replaced, closed])
		await db
			.insertInto('dossierMember')
			.values({ dossierId, personId: of.secretariat.personId, level: 'publish' })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	const { id } = await db
		.insertInto('person')
		.values({ name, roleLabel: 'the pupil', publishName: true })
		.returning('id')
		.executeTakeFirstOrThrow();
	const guest = { ...secretariat, personId: id, name };
	const planned = await addPlanned(db, 'swept-planned', { dossierId, follows: held.meetingId });
	const cancelled = await addPlanned(db, 'swept-cancelled', { dossierId });
	const event = await addPlanned(db, 'swept-event', { dossierId, kind: 'external-event' });
	const hidden = await addPlanned(db, 'swept-hidden', { dossierId });
	await db
		.updateTable('meeting')
		.set({ status: 'cancelled' })
		.where('id', '=', cancelled.id)
		.execute();
	await db.updateTable('meeting').set({ status: 'held' }).where('id', '=', event.id).execute();
	await db.updateTable('meeting').set({ status: 'planned' }).where('id', '=', hidden.id).execute();
	const all = [held, withdrawn, replaced, closed].map(({ meetingId }) => meetingId);
	const ids = [...all, planned.id, cancelled.id, event.id, hidden.id];
	for (const meetingId of ids) await addSeat(db, meetingId, guest, 'speaker');
	await addThings(db, { held, meetings: ids, event: event.id, guestId: id });
	for (const of of [held, withdrawn, replaced, closed]) {
		await fileReport(db, of.meetingId);
		await publishHeld(db, of, {
			summary: 'What was said.',
			nextSteps: 'What comes next.',
			[`new-question-${of.items.talk}`]: 'What is asked?',
			[`new-question-answer-${of.items.talk}`]: 'What was answered.',
			[`new-question-organisation-${of.items.talk}`]: of.organisations.school,
			[`visibility-${of.items.talk}-b2`]: 'restricted'
		});
	}
	await db
		.updateTable('meeting')
		.set({ visibility: 'members' })
		.where('id', '=', closed.meetingId)
		.execute();
	await correctReport(db, secretariat, held.slug, { kind: 'substantive', reason: 'Better words' });
	await publishHeld(db, held, { summary: 'What was really said.' });
	const { entries, seq } = await readTranslationToEdit(db, secretariat, held.slug, 'fr');
	const fields = Object.fromEntries(entries.map(({ key, text }) => [key, `Traduit : ${text}`]));
	await saveTranslation(db, secretariat, held.slug, 'fr', { version: 2, seq, fields });
	await withdrawReport(db, secretariat, withdrawn.slug, 'Wrong words');
	await supersedeReport(db, secretariat, replaced.slug, held.slug);
	const editorial = { kind: 'editorial', reason: 'Spelling' } as const;
	await correctReport(db, secretariat, closed.slug, editorial);
	await notify(db, secretariat, planned);
	await addCirculation(db, { held, planned: planned.id, guestId: id });
	const stranger = await newActor(db, { name: 'Stranger' });
	return { stranger, held, open: [planned, cancelled, event], hidden, closed, secretariat, guest };
}

/** A notice in the dossier of what those invited are written. */
async function notify(db: Db, actor: Actor, { slug }: Planned): Promise<void> {
	const ask = { kind: 'notice', language: 'en', origin: 'https://emvod.example' } as const;
	const { version } = await readLetter(db, actor, slug, ask);
	const words = { subject: 'Come', body: 'On 27 August 2027 we meet.' };
	await publishNotice(db, actor, slug, { language: 'en', version }, words);
}
