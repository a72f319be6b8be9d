import type { DisconnectReason, Participant, Room, RoomEvent } from 'livekit-client';
import { readIdentity } from '#lib/model/media.ts';

/** What a media room tells. */
export interface RoomListener {
	/** Something that is shown changed: who is there, or what they send. */
	changed(): void;
	voices(): void;
	left(seatId: string): void;
	/** What was sent from here ended elsewhere: by the browser's own button, or by the chair. */
	stopped(source: 'microphone' | 'screen'): void;
	/** The browser allows sound, or does not. */
	playback(): void;
	reconnecting(): void;
	reconnected(): void;
	/** `elsewhere`: the seat is used in another window. */
	disconnected(reason: 'elsewhere' | 'lost'): void;
}

/** Listens to a media room for as long as it lives. */
export function listenToRoom(
	room: Room,
	{ RoomEvent: event, DisconnectReason: why }: Library,
	listener: RoomListener
): void {
	for (const name of [
		event.ParticipantConnected,
		event.TrackPublished,
		event.TrackUnpublished,
		event.TrackSubscribed,
		event.TrackUnsubscribed,
		event.TrackMuted,
		event.TrackUnmuted,
		event.LocalTrackPublished,
		event.LocalTrackUnpublished,
		event.ParticipantMetadataChanged,
		event.ParticipantNameChanged,
		event.ConnectionQualityChanged
	])
		room.on(name, () => listener.changed());
	room.on(event.ActiveSpeakersChanged, () => {
		listener.voices();
		listener.changed();
	});
	room.on(event.ParticipantDisconnected, (left: Participant) => {
		const seatId = readIdentity(left.identity)?.seatId;
		if (seatId) listener.left(seatId);
		listener.changed();
	});
	room.on(event.LocalTrackUnpublished, ({ source }) => {
		if (source === 'screen_share') listener.stopped('screen');
	});
	room.on(event.TrackMuted, ({ source }, participant) => {
		if (participant.isLocal && source === 'microphone') listener.stopped('microphone');
	});
	room.on(event.AudioPlaybackStatusChanged, () => listener.playback());
	room.on(event.Reconnecting, () => listener.reconnecting());
	room.on(event.Reconnected, () => listener.reconnected());
	room.on(event.Disconnected, (reason) =>
		listener.disconnected(reason === why.DUPLICATE_IDENTITY ? 'elsewhere' : 'lost')
	);
}

interface Library {
	RoomEvent: typeof RoomEvent;
	DisconnectReason: typeof DisconnectReason;
}
