import { randomUUID } from 'node:crypto';
import type { Actor } from '#lib/model/actor.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { seedItemNotes } from '#lib/server/notes/content.ts';

const text = (words: string, lang = 'en') =>
	JSON.stringify({ original: lang, texts: { [lang]: words } });

export interface HeldMeeting {
	dossierId: string;
	meetingId: string;
	slug: string;
	organisations: Record<'host' | 'school' | 'firm', string>;
	items: Record<'talk' | 'round' | 'empty' | 'skipped' | 'dropped' | 'break', string>;
	decisionId: string;
	actionId: string;
	secretariat: Actor;
	colleague: Actor;
	member: Actor;
	outsider: Actor;
}

/**
 * A meeting that was just closed in a dossier: six items in two parts, notes with a decision, an
 * action and a round-table line, a film that was shown, an attendance list, one named speaker and
 * one who may not be named, and people with and without rights.
 */
export async function holdMeeting(
	db: Db,
	slug: string,
	over: { dossierId?: string; ordinal?: number } = {}
): Promise<HeldMeeting> {
	const organisation = async (name: string, sector: string) => {
		const values = { name, sector, slug: `${name.toLowerCase()}-${slug}` };
		return (
			await db.insertInto('organisation').values(values).returning('id').executeTakeFirstOrThrow()
		).id;
	};
	const organisations = {
		host: await organisation('Host', 'network'),
		school: await organisation('School', 'education'),
		firm: await organisation('Firm', 'industry')
	};
	const person = async (name: string, more: { publishName?: boolean; roleLabel?: string } = {}) =>
		(
			await db
				.insertInto('person')
				.values({ name, organisationId: organisations.host, ...more })
				.returning('id')
				.executeTakeFirstOrThrow()
		).id;
	const actor = (personId: string, name: string): Actor => ({
		personId,
		name,
		isAdmin: false,
		isGuest: false,
		organisationId: null
	});
	const dossierId =
		over.dossierId ??
		(
			await db
				.insertInto('dossier')
				.values({ slug: `dossier-${slug}`, title: text('Dossier'), funderId: organisations.host })
				.returning('id')
				.executeTakeFirstOrThrow()
		).id;
	const join = async (name: string, level?: string) => {
		const id = await person(name);
		if (level)
			await db.insertInto('dossierMember').values({ dossierId, personId: id, level }).execute();
		return actor(id, name);
	};
	const { id: meetingId } = await db
		.insertInto('meeting')
		.values({
			slug,
			dossierId,
			ordinal: over.ordinal ?? 1,
			kind: 'taskforce-meeting',
			title: text('A held meeting'),
			objective: text('See what is there.'),
			mode: 'hybrid',
			place: JSON.stringify({ name: 'Town hall', postcode: '22240', city: 'Fréhel' }),
			hostId: organisations.host,
			status: 'held',
			roomName: randomUUID(),
			openedAt: '2026-08-27T07:00:00Z',
			closedAt: '2026-08-27T10:00:00Z'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('meetingDay')
		.values({ meetingId, day: 1, date: '2026-08-27', starts: '09:00', ends: '12:00' })
		.execute();
	let rank = 0;
	const item = async (title: string, more: object = {}) =>
		(
			await db
				.insertInto('agendaItem')
				.values({ meetingId, rank: `a${rank++}`, title: text(title), minutes: 15, ...more })
				.returning('id')
				.executeTakeFirstOrThrow()
		).id;
	const done = (from: string, to: string) => ({
		status: 'done',
		openedAt: `2026-08-27T${from}:00Z`,
		closedAt: `2026-08-27T${to}:00Z`
	});
	const items = {
		talk: await item('The network', { format: 'presentation', ...done('07:00', '07:20') }),
		round: await item('Round table', { part: 2, format: 'round-table', ...done('07:20', '08:00') }),
		empty: await item('Workshop', { part: 2, format: 'workshop', ...done('08:00', '08:30') }),
		skipped: await item('No time left', { part: 2, status: 'not-discussed' }),
		dropped: await item('Announced talk', { part: 2 }),
		break: await item('Coffee', { part: 2, format: 'break', ...done('08:30', '08:45') })
	};
	const named = await person('Anneke Voorbeeld', { publishName: true, roleLabel: 'coordinator' });
	const unnamed = await person('Secret Person', { roleLabel: 'ambassador' });
	await db
		.insertInto('itemSpeaker')
		.values([
			{ agendaItemId: items.talk, personId: named, position: 0, roleLabel: 'coordinator that day' },
			{ agendaItemId: items.talk, personId: unnamed, position: 1, spoke: false }
		])
		.execute();
	const [decisionId, actionId] = [randomUUID(), randomUUID()];
	await seedItemNotes(db, items.talk, [
		{ text: 'The network was introduced.' },
		{ text: 'Internal remark about money.' },
		{ text: 'A second meeting is held.', kind: 'decision', id: decisionId },
		{ text: 'Write the programme', kind: 'action', id: actionId }
	]);
	await seedItemNotes(db, items.round, [
		{ text: 'Runs a contest', kind: 'line', organisationId: organisations.firm }
	]);
	await db
		.insertInto('action')
		.values({ id: actionId, meetingId, agendaItemId: items.talk })
		.onConflict((c) => c.doNothing())
		.execute();
	const film = await db
		.insertInto('film')
		.values({
			slug: `film-${slug}`,
			title: text('A film'),
			seconds: 50,
			bytes: 1,
			mimeType: 'video/mp4',
			file: 'x'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('meetingEvent')
		.values([
			{
				meetingId,
				seq: 1,
				commandId: randomUUID(),
				type: 'meeting.opened',
				payload: '{}',
				at: '2026-08-27T07:00:00Z'
			},
			{
				meetingId,
				seq: 2,
				commandId: randomUUID(),
				type: 'film.start',
				payload: JSON.stringify({ filmId: film.id, itemId: items.talk, position: 0 }),
				at: '2026-08-27T07:05:00Z'
			},
			{
				meetingId,
				seq: 3,
				commandId: randomUUID(),
				type: 'film.stop',
				payload: JSON.stringify({ filmId: film.id, position: 41.6 }),
				at: '2026-08-27T07:06:00Z'
			}
		])
		.execute();
	await db
		.insertInto('attendance')
		.values([
			{
				meetingId,
				organisationId: organisations.host,
				state: 'present',
				seat: 'on-site',
				heads: 3
			},
			{
				meetingId,
				organisationId: organisations.school,
				state: 'present',
				seat: 'room-device',
				heads: 12
			},
			{ meetingId, organisationId: organisations.firm, state: 'apologies' }
		])
		.execute();
	return {
		dossierId,
		meetingId,
		slug,
		organisations,
		items,
		decisionId,
		actionId,
		secretariat: await join('Secretariat', 'publish'),
		colleague: await join('Colleague', 'publish'),
		member: await join('Member', 'take-part'),
		outsider: await join('Outsider')
	};
}
