import { createHash } from 'node:crypto';
import { AccessToken } from 'livekit-server-sdk';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { identityOf } from '#lib/model/media.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { KEY, MediaDouble, readToken, SECRET } from '../../../../tests/support/media.ts';
import { addActor, addDossier, addMeeting, addSeat } from '../../../../tests/support/meeting.ts';
import { trackSources } from '../platform/livekit.ts';
import { reconcileRooms } from './reconcile.ts';
import { muteSeat, readmitSeat, removeSeat } from './room.ts';
import { issueToken } from './token.ts';
import { takeHook } from './webhook.ts';

let database: TestDatabase;
let dossierId: string;
let chair: Actor;
let member: Actor;
let meetingId: string;
let room: string;
let memberSeat: string;
let media: MediaDouble;

beforeAll(async () => {
	database = await testDatabase();
	dossierId = await addDossier(database.db);
	chair = await addActor(database.db, 'Chair', { dossierId, level: 'edit' });
	member = await addActor(database.db, 'Member', { dossierId, level: 'take-part' });
});
afterAll(() => database.close());

beforeEach(async () => {
	const { db } = database;
	({ meetingId } = await addMeeting(db, dossierId, []));
	room = (
		await db
			.selectFrom('meeting')
			.select('roomName')
			.where('id', '=', meetingId)
			.executeTakeFirstOrThrow()
	).roomName;
	await addSeat(db, meetingId, chair, 'chair');
	memberSeat = await addSeat(db, meetingId, member, 'participant');
	media = new MediaDouble();
});

test('a token is short, names the seat, and grants exactly what the seat may send', async () => {
	const { url, token } = await issueToken(database.db, member, meetingId, 'seat', media);
	const claims = readToken(token);
	expect(url).toBe(media.url);
	expect(claims.sub).toBe(memberSeat);
	expect(claims.name).toBe('Member');
	expect(claims.exp - Date.now() / 1000).toBeLessThanOrEqual(600);
	expect(claims.video).toEqual({
		room,
		roomJoin: true,
		canSubscribe: true,
		canPublish: true,
		canPublishSources: ['microphone', 'camera', 'screen_share', 'screen_share_audio'],
		canPublishData: false,
		canUpdateOwnMetadata: false,
		hidden: false
	});
	expect(await media.listRooms()).toEqual([room]);
});

test('a viewer and a big screen publish nothing, instead of everything by an empty list', async () => {
	const viewer = await addActor(database.db, 'Viewer', { dossierId, level: 'take-part' });
	await addSeat(database.db, meetingId, viewer, 'viewer');
	for (const view of ['seat', 'display'] as const) {
		const { token } = await issueToken(database.db, viewer, meetingId, view, media);
		expect(readToken(token).video.canPublish).toBe(false);
		expect(readToken(token).video.hidden).toBe(view === 'display');
	}
	const { token } = await issueToken(database.db, member, meetingId, 'display', media);
	expect(readToken(token).sub).toBe(identityOf(memberSeat, 'display'));
	expect(readToken(token).video.canPublish).toBe(false);
});

test('strangers and unknown meetings get the same answer, a dead or absent server its own', async () => {
	const stranger = await addActor(database.db, 'Stranger');
	const ask = (actor: Actor, id: string) => issueToken(database.db, actor, id, 'seat', media);
	await expect(ask(stranger, meetingId)).rejects.toMatchObject({ code: 'not_found' });
	await expect(ask(member, crypto.randomUUID())).rejects.toMatchObject({ code: 'not_found' });
	await expect(issueToken(database.db, member, meetingId, 'seat', null)).rejects.toMatchObject({
		code: 'media_off',
		status: 503
	});
	await database.db.updateTable('meeting').set({ status: 'held' }).execute();
	await expect(ask(member, meetingId)).rejects.toMatchObject({ code: 'meeting_over' });
});

test('only who leads may mute, remove and let in again', async () => {
	const { db } = database;
	await expect(muteSeat(db, member, meetingId, memberSeat, media)).rejects.toMatchObject({
		code: 'not_found'
	});
	await expect(removeSeat(db, member, meetingId, memberSeat, media)).rejects.toMatchObject({
		code: 'not_found'
	});
	await expect(readmitSeat(db, member, meetingId, memberSeat)).rejects.toMatchObject({
		code: 'not_found'
	});
	const other = await addMeeting(db, dossierId, []);
	await expect(removeSeat(db, chair, other.meetingId, memberSeat, media)).rejects.toMatchObject({
		code: 'not_found'
	});
});

test('muting closes every open microphone of the seat and of nobody else', async () => {
	media.connect(room, memberSeat, { openMicrophones: ['TR_a', 'TR_b'] });
	media.connect(room, crypto.randomUUID(), { openMicrophones: ['TR_c'] });
	await muteSeat(database.db, chair, meetingId, memberSeat, media);
	expect(media.muted).toEqual(['TR_a', 'TR_b']);
});

test('a removed seat gets no token, and goes again each time its old token brings it back', async () => {
	const { db } = database;
	media.connect(room, memberSeat);
	media.connect(room, identityOf(memberSeat, 'display'));
	await removeSeat(db, chair, meetingId, memberSeat, media);
	expect(media.identities(room)).toEqual([]);
	await expect(issueToken(db, member, meetingId, 'seat', media)).rejects.toMatchObject({
		code: 'not_found'
	});
	media.connect(room, memberSeat);
	await reconcileRooms(db, media);
	expect(media.identities(room)).toEqual([]);
	await readmitSeat(db, chair, meetingId, memberSeat);
	expect((await issueToken(db, member, meetingId, 'seat', media)).token).toBeTruthy();
});

test('the ban counts while the media server is away', async () => {
	const { db } = database;
	media.connect(room, memberSeat);
	media.isAway = true;
	await removeSeat(db, chair, meetingId, memberSeat, media);
	media.isAway = false;
	await reconcileRooms(db, media);
	expect(media.identities(room)).toEqual([]);
});

test('a reconciled room holds only seats, each with its own sources', async () => {
	const { db } = database;
	media.connect(room, 'not-a-seat');
	media.connect(room, crypto.randomUUID());
	media.connect(room, memberSeat, { canPublish: true, sources: trackSources(['screen']) });
	await db.updateTable('seat').set({ kind: 'viewer' }).where('id', '=', memberSeat).execute();
	await reconcileRooms(db, media);
	expect(await media.listParticipants(room)).toMatchObject([
		{ identity: memberSeat, canPublish: false }
	]);
});

test('a room closes some time after its meeting, not with it', async () => {
	const { db } = database;
	media.connect(room, memberSeat);
	const closedAt = new Date('2026-06-12T10:00:00Z');
	await db.updateTable('meeting').set({ status: 'held', closedAt }).execute();
	await reconcileRooms(db, media, undefined, new Date('2026-06-12T10:10:00Z'));
	expect(await media.listRooms()).toContain(room);
	await reconcileRooms(db, media, undefined, new Date('2026-06-12T10:16:00Z'));
	expect(await media.listRooms()).not.toContain(room);
});

async function signHook(body: string): Promise<string> {
	const token = new AccessToken(KEY, SECRET);
	token.sha256 = createHash('sha256').update(body).digest('base64');
	return token.toJwt();
}

test('a webhook is verified on its raw body, counted once, and makes us look at the room', async () => {
	const { db } = database;
	const body = JSON.stringify({ id: 'EV_1', event: 'participant_joined', room: { name: room } });
	const signature = await signHook(body);
	await expect(takeHook(db, media, `${body} `, signature)).rejects.toMatchObject({
		code: 'not_found'
	});
	await expect(takeHook(db, media, body, '')).rejects.toMatchObject({ code: 'not_found' });
	media.connect(room, 'not-a-seat');
	expect(await takeHook(db, media, body, signature)).toBe('new');
	expect(media.identities(room)).toEqual([]);
	media.connect(room, 'not-a-seat');
	expect(await takeHook(db, media, body, signature)).toBe('known');
	expect(media.identities(room)).toEqual(['not-a-seat']);
});
