import { randomBytes } from 'node:crypto';
import type {
	AttendanceRecord,
	InvitationRecord,
	MeetingRecord
} from '#lib/model/import/meeting.ts';
import type { Trx } from '#lib/server/platform/db.ts';
import {
	importFormerSlugs,
	importRow,
	json,
	type ImportKeys
} from '#lib/server/platform/import.ts';

/** Names of rooms cannot be guessed: 192 random bits. */
export function createRoomName(): string {
	return randomBytes(24).toString('base64url');
}

/** Stores meetings and external events with days and parallel sessions; true ids in `keys`. */
export async function importMeetings(
	trx: Trx,
	keys: ImportKeys,
	records: MeetingRecord[],
	attendance: AttendanceRecord[]
): Promise<MeetingRecord[]> {
	const fresh: MeetingRecord[] = [];
	for (const record of records) {
		const words = attendance.find((entry) => entry.meeting === record.id);
		const isNew = await importRow(trx, keys, 'meeting', {
			importKey: record.id,
			slug: record.slug,
			dossierId: keys.find(record.dossier),
			ordinal: record.ordinal,
			kind: record.kind,
			title: JSON.stringify(record.title),
			theme: json(record.theme),
			objective: json(record.objective),
			mode: record.mode,
			modeReason: json(record.modeReason),
			timezone: record.timezone,
			hostId: keys.find(record.host),
			funderId: keys.find(record.funder),
			city: record.city,
			place: json(record.place),
			workingLanguages: record.workingLanguages,
			audience: record.audience,
			status: record.status,
			programmeStatus: record.programmeStatus,
			followsId: keys.find(record.follows),
			statusNote: record.statusNote,
			statusHistory: JSON.stringify(record.statusHistory),
			registration: json(record.registration),
			attendanceStatement: json(words?.publicStatement),
			attendanceNote: words?.note,
			roomName: createRoomName(),
			lowBandwidth: record.room?.lowBandwidth ?? false,
			provenance: JSON.stringify({
				src: record.src,
				inv: record.inv,
				attendance: words && {
					src: words.src,
					inv: words.inv,
					countPresentingInitiatives: words.countPresentingInitiatives
				}
			})
		});
		await importFormerSlugs(trx, 'meeting', record.formerSlugs, keys.get(record.id));
		if (!isNew) continue;
		fresh.push(record);
		await importDays(trx, keys, record);
	}
	return fresh;
}

async function importDays(trx: Trx, keys: ImportKeys, record: MeetingRecord): Promise<void> {
	const meetingId = keys.get(record.id);
	await trx
		.insertInto('meetingDay')
		.values(
			record.days.map((day, index) => ({
				meetingId,
				day: index + 1,
				date: day.date,
				starts: day.start,
				ends: day.end,
				half: day.part,
				audience: day.audience,
				remote: day.remote
			}))
		)
		.execute();
	for (const slot of record.parallel)
		await importRow(trx, keys, 'parallelSlot', {
			importKey: slot.id,
			meetingId,
			day: slot.day,
			half: slot.slot,
			label: JSON.stringify(slot.label),
			tracks: slot.tracks,
			heldNote: slot.heldNote
		});
}

/** What stands between meetings and the rest: films shown, notices, results, who presides. */
export async function linkMeetings(
	trx: Trx,
	links: {
		films: Array<{ filmId: string; meetingId: string }>;
		publications: Array<{ publicationId: string; meetingId: string }>;
		results: Array<{ resultId: string; meetingId: string }>;
		chairs: Array<{ meetingId: string; personId: string }>;
	}
): Promise<void> {
	if (links.films.length)
		await trx
			.insertInto('filmMeeting')
			.values(links.films)
			.onConflict((c) => c.doNothing())
			.execute();
	if (links.publications.length)
		await trx
			.insertInto('publicationMeeting')
			.values(links.publications.map((link, position) => ({ ...link, position })))
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	if (links.results.length)
		await trx
			.insertInto('resultMeeting')
			.values(links.results)
			.onConflict((c) => c.doNothing())
			.execute();
	for (const { meetingId, personId } of links.chairs)
		await trx
			.updateTable('meeting')
			.set({ chairId: personId })
			.where('id', '=', meetingId)
			.where('chairId', 'is', null)
			.execute();
}

/** Who was invited, in the order of the list, with the answer of each. */
export async function importInvitation(
	trx: Trx,
	keys: ImportKeys,
	record: InvitationRecord
): Promise<void> {
	const meetingId = keys.get(record.meeting);
	await trx
		.insertInto('invitationList')
		.values({
			meetingId,
			label: record.list,
			exhaustive: record.exhaustive,
			provenance: JSON.stringify({ src: record.src, inv: record.inv })
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const answerOf = (org: string) =>
		record.noAnswer.includes(org) ? null : record.declined.includes(org) ? 'declined' : 'accepted';
	await trx
		.insertInto('invitee')
		.values(
			[...record.orgs, ...record.schools].map((org, position) => ({
				meetingId,
				organisationId: keys.get(org),
				position,
				isKey: record.priority.includes(org),
				answer: answerOf(org)
			}))
		)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

export async function importAttendance(
	trx: Trx,
	keys: ImportKeys,
	record: AttendanceRecord
): Promise<void> {
	const meetingId = keys.get(record.meeting);
	const states = (['present', 'apologies', 'absent'] as const).flatMap((state) =>
		record[state].map((org) => ({ meetingId, organisationId: keys.get(org), state }))
	);
	const seats = record.seats.map((seat) => ({
		meetingId,
		organisationId: keys.get(seat.org),
		state: 'expected',
		seat: seat.seat,
		heads: seat.peopleInRoom,
		equipmentCheckId: keys.find(seat.equipment)
	}));
	for (const rows of [states, seats])
		if (rows.length)
			await trx
				.insertInto('attendance')
				.values(rows)
				.onConflict((conflict) => conflict.doNothing())
				.execute();
}

/** Seats of people who are expected, each with the organisation they belong to. */
export async function importSeats(
	trx: Trx,
	meetingId: string,
	seats: Array<{ personId: string; kind: string; heads: number }>
): Promise<void> {
	for (const seat of seats)
		await trx
			.insertInto('seat')
			.columns(['meetingId', 'personId', 'organisationId', 'kind', 'heads'])
			.expression((eb) =>
				eb
					.selectFrom('person')
					.select((p) => [
						p.cast<string>(p.val(meetingId), 'uuid').as('meetingId'),
						'person.id',
						'person.organisationId',
						p.val(seat.kind).as('kind'),
						p.cast<number>(p.val(seat.heads), 'integer').as('heads')
					])
					.where('person.id', '=', seat.personId)
			)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
}
