import type { Actor } from '#lib/model/actor.ts';
import { sumUpDay, type GivenDay } from '#lib/model/speaker-day.ts';
import { listChoices, type Choices } from '../meeting/choice.rows.ts';
import { countKnown, lockFacts } from '../meeting/facts.rows.ts';
import { getFacts } from '../meeting/facts.ts';
import { announce } from '../platform/bus.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { listDaySpeakers, setSpeakerDay, type DaySpeaker } from './speaker-day.rows.ts';

/**
 * The speakers of a meeting that was held, as they were that day; none of one to come, whose speakers
 * are what they are today.
 * @throws {AppError} `not_found` unless the actor edits the dossier, here and below
 */
export async function readSpeakerDay(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<{ speakers: DaySpeaker[]; organisations: Choices['organisations'] }> {
	const facts = await getFacts(db, actor, slug);
	if (facts.status !== 'held') return { speakers: [], organisations: [] };
	const [speakers, { organisations }] = await Promise.all([
		listDaySpeakers(db, facts.id),
		listChoices(db, facts)
	]);
	return { speakers, organisations };
}

/**
 * Corrects what speakers of a past meeting were that day, by key; what stands in the form as it was
 * opened stays as it is.
 * @throws {AppError} `facts_changed` (409) for one that somebody else corrected meanwhile,
 * `choice_missing` (409) for an organisation that is no more
 */
export async function saveSpeakerDay(
	db: Db,
	actor: Actor | null,
	slug: string,
	given: Record<string, GivenDay>
): Promise<void> {
	const { id, status, dossierId } = await getFacts(db, actor, slug);
	if (status !== 'held') return;
	await db.transaction().execute(async (trx) => {
		await lockFacts(trx, id);
		for (const speaker of await listDaySpeakers(trx, id)) {
			const day = given[speaker.key];
			const [before, after] = [sumUpDay(speaker), day && sumUpDay(day)];
			if (!day || after === day.opened || after === before) continue;
			if (before !== day.opened)
				throw new AppError('facts_changed', 409, 'Somebody else corrected this speaker meanwhile.');
			const organisations = day.organisationId ? [day.organisationId] : [];
			const asked = { organisations, person: null, meeting: null, dossierId };
			if ((await countKnown(trx, asked)).organisations < organisations.length)
				throw new AppError('choice_missing', 409, 'This organisation is no longer there.');
			await setSpeakerDay(trx, speaker, day);
		}
	});
	announce('meeting.changed', { meetingId: id });
}
