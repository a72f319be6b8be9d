import type { RemoteTrackPublication, Room } from 'livekit-client';
import { planTracks, type Line, type Offered, type Taken } from '#lib/model/line.ts';
import { readIdentity } from '#lib/model/media.ts';

const sources: Record<string, Offered['source'] | undefined> = {
	microphone: 'microphone',
	camera: 'camera',
	screen_share: 'screen',
	screen_share_audio: 'screen-sound'
};
const HIGH = 2;
const MEDIUM = 1;

/** Publications whose frame rate was limited here, to be freed when the line allows it again. */
const slowed = new WeakSet<RemoteTrackPublication>();

/** Takes from the room what the line carries (`model/line.ts`); a silent device takes no sound. */
export function takeTracks(room: Room, line: Line, focus: string | null, silent: boolean): void {
	const publications = new Map<string, RemoteTrackPublication>();
	const offered: Offered[] = [];
	for (const participant of room.remoteParticipants.values())
		for (const publication of participant.trackPublications.values()) {
			const source = sources[publication.source];
			const seatId = readIdentity(participant.identity)?.seatId;
			if (!source || !seatId) continue;
			publications.set(publication.trackSid, publication);
			if (!publication.isMuted || source === 'microphone')
				offered.push({ id: publication.trackSid, seatId, source });
		}
	for (const [id, taken] of planTracks(line, offered, focus)) {
		const publication = publications.get(id)!;
		apply(
			publication,
			silent && publication.kind === 'audio' ? { ...taken, subscribe: false } : taken
		);
	}
}

function apply(publication: RemoteTrackPublication, taken: Taken): void {
	if (publication.isDesired !== taken.subscribe) publication.setSubscribed(taken.subscribe);
	if (!taken.subscribe || publication.kind !== 'video') return;
	publication.setVideoQuality(taken.quality === 'medium' ? MEDIUM : HIGH);
	if (taken.fps) {
		publication.setVideoFPS(taken.fps);
		slowed.add(publication);
	} else if (slowed.delete(publication)) publication.setVideoFPS(0);
}

/** What arrives now, in kbit/s, over all tracks. */
export function measureLine(room: Room): number {
	let bits = 0;
	for (const participant of room.remoteParticipants.values())
		for (const publication of participant.trackPublications.values())
			bits += (publication.isSubscribed && publication.track?.currentBitrate) || 0;
	return Math.round(bits / 1000);
}
