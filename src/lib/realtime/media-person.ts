import type { Participant, Track, TrackPublication } from 'livekit-client';
import { readIdentity } from '#lib/model/media.ts';

/** Somebody in the media room, as the stage shows them at one moment. */
export interface MediaPerson {
	seatId: string;
	name: string;
	organisation: string | null;
	isSelf: boolean;
	speaking: boolean;
	/** No open microphone. */
	muted: boolean;
	quality: 'good' | 'poor' | 'lost' | 'unknown';
	/** Tracks that can be played now; null when absent, muted or not taken on this line. */
	camera: Track | null;
	screen: Track | null;
	sounds: Track[];
	/** Sent by them, whether or not this browser takes it. */
	hasCamera: boolean;
	hasScreen: boolean;
}

/** Reads a participant; null when the identity is not a seat's. */
export function readPerson(participant: Participant): MediaPerson | null {
	const seatId = readIdentity(participant.identity)?.seatId;
	if (!seatId) return null;
	const all = [...participant.trackPublications.values()];
	const of = (source: string): TrackPublication | undefined =>
		all.find((publication) => publication.source === source && !publication.isMuted);
	return {
		seatId,
		name: participant.name ?? '',
		organisation: readOrganisation(participant.metadata),
		isSelf: participant.isLocal,
		speaking: participant.isSpeaking,
		muted: !of('microphone'),
		quality: readQuality(participant.connectionQuality),
		camera: of('camera')?.track ?? null,
		screen: of('screen_share')?.track ?? null,
		sounds: [of('microphone'), of('screen_share_audio')].flatMap(
			(publication) => publication?.track ?? []
		),
		hasCamera: Boolean(of('camera')),
		hasScreen: Boolean(of('screen_share'))
	};
}

function readOrganisation(metadata: string | undefined): string | null {
	try {
		const { organisation } = JSON.parse(metadata || '{}') as { organisation?: unknown };
		return typeof organisation === 'string' ? organisation : null;
	} catch {
		return null;
	}
}

function readQuality(quality: string): MediaPerson['quality'] {
	if (quality === 'excellent' || quality === 'good') return 'good';
	return quality === 'poor' || quality === 'lost' ? quality : 'unknown';
}
