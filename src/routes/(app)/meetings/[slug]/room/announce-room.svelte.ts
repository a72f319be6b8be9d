import { m } from '#lib/paraglide/messages.js';
import type { LiveMeeting } from '#lib/realtime/meeting.svelte.ts';
import type { MediaRoom } from '#lib/realtime/room.svelte.ts';
import type { LiveConnection } from '#lib/realtime/socket.svelte.ts';
import type { Announcer } from './announcer.svelte.ts';

interface Heard {
	live: LiveConnection;
	meeting: LiveMeeting;
	media: MediaRoom;
	meetingId: string;
}

/** Says who comes and goes, who mutes whom, and what the line does; returns how to stop. */
export function announceRoom(announcer: Announcer, heard: Heard): () => void {
	const stopMuted = heard.live.on('room:muted', ({ meetingId, by }) => {
		if (meetingId === heard.meetingId) announcer.say(m.room_muted_by({ name: by }));
	});
	const stopEffects = $effect.root(() => {
		$effect(() => followPeople(announcer, heard.meeting));
		$effect(() => followLine(announcer, heard.media));
	});
	return () => {
		stopMuted();
		stopEffects();
	};
}

const known = new WeakMap<LiveMeeting, Map<string, string>>();

function followPeople(announcer: Announcer, meeting: LiveMeeting): void {
	const before = known.get(meeting);
	const now = new Map(meeting.people.map((seat) => [seat.id, seat.name]));
	if (!now.size) return;
	known.set(meeting, now);
	if (!before) return;
	for (const [id, name] of now) if (!before.has(id)) announcer.came(name);
	for (const [id, name] of before) if (!now.has(id)) announcer.left(name);
}

const lines = new WeakMap<MediaRoom, boolean>();

function followLine(announcer: Announcer, media: MediaRoom): void {
	const before = lines.get(media);
	const { isLive, state } = media;
	if (state === 'connecting' || before === isLive) return;
	lines.set(media, isLive);
	if (!isLive) announcer.say(m.room_announce_lost());
	else if (before === false) announcer.say(m.room_announce_back());
}
