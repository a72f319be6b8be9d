import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/server/platform/db.ts';
import { addOrganisation } from '../meeting.ts';

export interface Planned {
	id: string;
	slug: string;
}

/** Words in the language of the first and in another. */
export const said = (words: string) =>
	JSON.stringify({ original: 'en', texts: { en: words, fr: `En français : ${words}` } });

/** A meeting to come, with all that its programme may say. */
export async function addPlanned(
	db: Db,
	slug: string,
	of: { dossierId: string; kind?: string; follows?: string }
): Promise<Planned> {
	const hostId = await addOrganisation(db, `Host of ${slug}`);
	const { id } = await db
		.insertInto('meeting')
		.values({
			slug,
			dossierId: of.dossierId,
			followsId: of.follows ?? null,
			kind: of.kind ?? 'taskforce-meeting',
			status: 'scheduled',
			mode: 'hybrid',
			hostId,
			roomName: randomUUID(),
			title: said('A title'),
			theme: said('A theme'),
			objective: said('An objective'),
			modeReason: said('A reason for the mode'),
			attendanceStatement: said('many came'),
			city: 'A town',
			audience: ['people of the region'],
			place: JSON.stringify({
				name: 'A hall',
				address: '1 street',
				postcode: '22240',
				city: 'A town'
			}),
			registration: JSON.stringify({
				url: 'https://registration.example/',
				deadline: '2027-08-01',
				language: 'en'
			}),
			statusHistory: JSON.stringify([
				{ at: '2027-01-01T10:00:00Z', status: 'scheduled' },
				{
					at: '2027-02-01T10:00:00Z',
					status: 'moved',
					from: ['2027-08-20'],
					to: ['2027-08-27'],
					reason: JSON.parse(said('A reason for the move'))
				},
				{
					at: '2027-02-02T10:00:00Z',
					status: 'cancelled',
					reason: JSON.parse(said('A reason to cancel'))
				}
			])
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const meetingId = id;
	const day = { meetingId, day: 1, date: '2027-08-27', starts: '09:00', ends: '12:00' };
	await db
		.insertInto('meetingDay')
		.values({ ...day, audience: ['people of the day'] })
		.execute();
	await db
		.insertInto('meetingPart')
		.values({ meetingId, day: 1, part: 1, title: said('A part') })
		.execute();
	await db
		.insertInto('parallelSlot')
		.values({ meetingId, day: 1, half: 'morning', label: said('A slot'), tracks: ['A track'] })
		.execute();
	const item = await db
		.insertInto('agendaItem')
		.values({
			meetingId,
			rank: 'a',
			minutes: 10,
			title: said('An item'),
			talk: said('A talk'),
			format: 'talk'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const speaker = await db
		.insertInto('person')
		.values({ roleLabel: 'a speaker', organisationId: hostId })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('itemSpeaker')
		.values({
			agendaItemId: item.id,
			personId: speaker.id,
			position: 0,
			roleLabel: 'speaker that day'
		})
		.execute();
	if (of.kind !== 'external-event')
		await db
			.insertInto('attendancePerson')
			.values({ meetingId, personId: speaker.id, state: 'present', roleLabel: 'role that day' })
			.execute();
	await db.insertInto('invitationList').values({ meetingId, label: 'A list' }).execute();
	await db
		.insertInto('invitee')
		.values({
			meetingId,
			organisationId: hostId,
			answer: 'accepted',
			answerNote: 'We come',
			answeredBy: 'Somebody'
		})
		.execute();
	return { id, slug };
}
