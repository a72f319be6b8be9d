import type { MeetingRecord } from '#lib/model/import/meeting.ts';
import { importAgenda } from '#lib/server/agenda/import.rows.ts';
import {
	importAttendance,
	importInvitation,
	importMeetings,
	importSeats,
	linkMeetings
} from '#lib/server/meeting/import.rows.ts';
import type { Trx } from '#lib/server/platform/db.ts';
import type { ImportKeys } from '#lib/server/platform/import.ts';
import type { Demo } from './files.ts';

const DAY = 86_400_000;
const FILM = 'v2';

/** Plans the agenda of the second meeting once more, for the day on which this runs and the next. */
export async function planMeeting(trx: Trx, keys: ImportKeys, { file, extra }: Demo, slug: string): Promise<void> {
	const model = file.meetings.find(({ id }) => id === 'm2');
	if (!model) throw new Error('The demo holds no meeting to copy.');
	const meeting = copyMeeting(model, slug);
	const known = file.meetings.some((other) => other.slug === slug || other.formerSlugs.includes(slug));
	if (known) throw new Error(`The demo already has a meeting called ${slug}.`);
	const [fresh] = await importMeetings(trx, keys, [meeting], []);
	if (!fresh) return;
	await importAgenda(trx, keys, meeting);
	for (const list of file.invitations.filter((one) => one.meeting === model.id))
		await importInvitation(trx, keys, { ...list, meeting: slug });
	for (const list of file.attendance.filter((one) => one.meeting === model.id))
		await importAttendance(trx, keys, { ...list, meeting: slug });
	const chair = extra.accounts.find(({ seat }) => seat === 'chair');
	await linkMeetings(trx, {
		films: [{ filmId: keys.get(FILM), meetingId: keys.get(slug) }],
		publications: [],
		results: [],
		chairs: chair ? [{ meetingId: keys.get(slug), personId: keys.get(chair.person) }] : []
	});
	await importSeats(
		trx,
		keys.get(slug),
		extra.accounts.flatMap(({ person, seat, heads }) =>
			seat ? [{ personId: keys.get(person), kind: seat, heads }] : []
		)
	);
}

function copyMeeting(model: MeetingRecord, slug: string): MeetingRecord {
	const start = new Date();
	return {
		...model,
		id: slug,
		slug,
		formerSlugs: [],
		ordinal: null,
		follows: null,
		title: {
			original: 'en',
			texts: {
				en: 'Taskforce Meeting: school-company partnership programme in Bretagne',
				fr: 'Réunion de la taskforce : programme de partenariat école-entreprise en Bretagne'
			}
		},
		days: model.days.map((day, index) => ({
			...day,
			date: dateIn(model.timezone, new Date(start.getTime() + index * DAY))
		})),
		workingLanguages: ['fr', 'en'],
		status: 'scheduled',
		statusNote: null,
		statusHistory: [],
		announcedBy: null,
		agenda: model.agenda.map((item, index) => ({
			...item,
			id: `${slug}-${index + 1}`,
			video: index === 0 ? FILM : item.video
		})),
		src: [],
		inv: ['*']
	};
}

/** The calendar day in a zone at an instant, as YYYY-MM-DD. */
function dateIn(timeZone: string, at: Date): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}
