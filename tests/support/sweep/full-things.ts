import type { Db } from '#lib/server/platform/db.ts';
import type { HeldMeeting } from '../held-meeting.ts';
import { said } from './full-meeting.ts';

interface Home {
	held: HeldMeeting;
	meetings: string[];
	event: string;
	guestId: string;
}

/** What stands around meetings and is tied to them: films, results, figures, publications, reports of others. */
export async function addThings(db: Db, home: Home): Promise<void> {
	const { dossierId, organisations } = home.held;
	await db
		.updateTable('dossier')
		.set({
			background: said('Where it began'),
			region: 'A region',
			themes: ['a theme'],
			status: 'active',
			funding: JSON.stringify({ disclaimer: JSON.parse(said('Paid by somebody')) })
		})
		.where('id', '=', dossierId)
		.execute();
	await db
		.insertInto('objective')
		.values({ dossierId, position: 0, text: said('An aim') })
		.execute();
	await db
		.insertInto('attendancePerson')
		.values({
			meetingId: home.held.meetingId,
			personId: home.guestId,
			state: 'present',
			roleLabel: 'role that day'
		})
		.execute();
	await addFilms(db, home);
	await addFacts(db, home);
	await db
		.insertInto('participantReport')
		.values({
			meetingId: home.event,
			authorId: home.guestId,
			authorRole: 'a pupil',
			language: 'en',
			opinion: said('An opinion'),
			question: said('A question to a colleague'),
			recommendations: JSON.stringify(['Meet again']),
			coverage: JSON.stringify([{ track: 'A track', status: 'covered' }]),
			figures: JSON.stringify([{ what: 'people', value: 3, split: { girls: 1, boys: 2 } }]),
			mentions: JSON.stringify([
				{
					of: organisations.firm,
					by: 'A voice',
					organisationId: organisations.school,
					picture: 'A hall'
				}
			])
		})
		.execute();
}

async function addFilms(db: Db, { held, meetings, guestId }: Home): Promise<void> {
	// Those that were shown there.
	await db.updateTable('film').set({ dossierId: held.dossierId }).execute();
	const shown = await db.selectFrom('film').select('id').execute();
	for (const { id } of shown)
		for (const meetingId of meetings)
			await db.insertInto('filmMeeting').values({ filmId: id, meetingId }).execute();
	for (const visibility of ['public', 'members'] as const) {
		const film = await db
			.insertInto('film')
			.values({
				slug: `swept-film-${visibility}`,
				dossierId: held.dossierId,
				sourceId: held.organisations.host,
				speakerId: guestId,
				title: said('A film'),
				chapters: JSON.stringify([{ at: 0, title: 'A chapter' }]),
				originalChapters: JSON.stringify([{ at: 0, title: 'A long chapter' }]),
				seconds: 50,
				bytes: 1,
				mimeType: 'video/mp4',
				file: 'none.mp4',
				visibility
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		for (const meetingId of meetings)
			await db.insertInto('filmMeeting').values({ filmId: film.id, meetingId }).execute();
		for (const language of ['en', 'fr']) {
			const track = await db
				.insertInto('track')
				.values({ filmId: film.id, kind: 'subtitles', language })
				.returning('id')
				.executeTakeFirstOrThrow();
			const cue = { trackId: track.id, position: 0, startMs: 0, endMs: 4000 };
			await db
				.insertInto('cue')
				.values({ ...cue, text: 'Spoken words' })
				.execute();
		}
		await db
			.updateTable('agendaItem')
			.set({ filmId: film.id })
			.where('meetingId', '!=', held.meetingId)
			.$if(visibility === 'members', (query) => query.where('meetingId', '=', meetings[1]!))
			.execute();
	}
}

async function addFacts(db: Db, { held, meetings }: Home): Promise<void> {
	const { dossierId, organisations } = held;
	const tie = async (
		table: 'resultMeeting' | 'figureMeeting' | 'publicationMeeting',
		row: object
	) => {
		for (const meetingId of meetings)
			await db
				.insertInto(table)
				.values({ ...row, meetingId } as never)
				.execute();
	};
	const result = await db
		.insertInto('result')
		.values({
			dossierId,
			organisationId: organisations.school,
			date: '2026-09-01',
			datePrecision: 'day',
			text: said('A result'),
			aims: JSON.stringify([JSON.parse(said('An aim of it'))])
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await tie('resultMeeting', { resultId: result.id });
	const figure = await db
		.insertInto('keyFigure')
		.values({
			dossierId,
			value: 5,
			date: '2026-09-02',
			datePrecision: 'day',
			label: said('people who came'),
			unit: 'people',
			sourceNote: 'counted at the door',
			parts: JSON.stringify([
				{ value: '3', label: 'girls' },
				{ value: '2', label: 'boys' }
			])
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await tie('figureMeeting', { figureId: figure.id });
	const publication = await db
		.insertInto('publication')
		.values({
			dossierId,
			sourceId: organisations.host,
			type: 'practice',
			level: 'secondary-education',
			date: '2026-10-01',
			datePrecision: 'day',
			title: said('A publication'),
			summary: said('What it says')
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await tie('publicationMeeting', { publicationId: publication.id });
	const line = await db
		.insertInto('budgetLine')
		.values({ dossierId, label: said('Travel'), status: 'offered' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const items = await db.selectFrom('agendaItem').select('id').execute();
	for (const { id } of items)
		await db
			.insertInto('itemBudgetLine')
			.values({ agendaItemId: id, budgetLineId: line.id })
			.execute();
	await db
		.insertInto('equipmentCheck')
		.values({
			dossierId,
			organisationId: organisations.school,
			payerId: organisations.firm,
			checkedOn: '2026-08-01',
			details: JSON.stringify({
				pc: { ok: true, note: 'an old one' },
				internet: { ok: false, advice: 'sound only' }
			})
		})
		.execute();
}
