import {
	AccessToken,
	RoomServiceClient,
	ServerError,
	TrackSource,
	WebhookReceiver,
	type VideoGrant
} from 'livekit-server-sdk';
import type { Source } from '#lib/model/media.ts';
import { getConfig, type Config } from './config.ts';
import { AppError } from './errors.ts';

const sources: Record<Source, TrackSource[]> = {
	microphone: [TrackSource.MICROPHONE],
	camera: [TrackSource.CAMERA],
	screen: [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO]
};

/** LiveKit's names for what may be sent. */
export function trackSources(allowed: readonly Source[]): TrackSource[] {
	return allowed.flatMap((source) => sources[source]);
}

/** What a browser may do in one media room. */
export interface Ticket {
	room: string;
	identity: string;
	name: string;
	metadata: Record<string, string | null>;
	sources: readonly Source[];
	/** Sees and hears, is neither seen nor counted. */
	hidden: boolean;
}

export interface MediaParticipant {
	identity: string;
	sources: readonly TrackSource[];
	canPublish: boolean;
	/** Ids of microphones that are open now. */
	openMicrophones: string[];
}

/** Something LiveKit says has happened; never the truth, only a reason to look. */
export interface MediaHint {
	id: string;
	event: string;
	room: string | null;
}

/** The media server, as far as this product uses it. Its failures are AppError `media_away` (503). */
export class MediaServer {
	readonly url: string;
	readonly #key: string;
	readonly #secret: string;
	readonly #rooms: RoomServiceClient;

	constructor(url: string, key: string, secret: string) {
		this.url = url;
		this.#key = key;
		this.#secret = secret;
		const options = { requestTimeout: 4, failover: false };
		this.#rooms = new RoomServiceClient(url.replace(/^ws/, 'http'), key, secret, options);
	}

	/** Makes sure that the room exists: LiveKit is set not to open rooms by itself. */
	async openRoom(name: string): Promise<void> {
		await ask(this.#rooms.createRoom({ name, emptyTimeout: 600, departureTimeout: 60 }));
	}

	async closeRoom(name: string): Promise<void> {
		await ask(this.#rooms.deleteRoom(name));
	}

	async listRooms(): Promise<string[]> {
		return ((await ask(this.#rooms.listRooms())) ?? []).map((room) => room.name);
	}

	/** Who is in the room now; nobody when the room does not exist. */
	async listParticipants(room: string): Promise<MediaParticipant[]> {
		return ((await ask(this.#rooms.listParticipants(room))) ?? []).map((participant) => ({
			identity: participant.identity,
			sources: participant.permission?.canPublishSources ?? [],
			canPublish: participant.permission?.canPublish ?? false,
			openMicrophones: participant.tracks
				.filter((track) => track.source === TrackSource.MICROPHONE && !track.muted)
				.map((track) => track.sid)
		}));
	}

	/** A join token for ten minutes at most; connected browsers get fresh ones from LiveKit. */
	async sign(ticket: Ticket): Promise<string> {
		const token = new AccessToken(this.#key, this.#secret, {
			identity: ticket.identity,
			name: ticket.name,
			metadata: JSON.stringify(ticket.metadata),
			ttl: 300
		});
		token.addGrant(grantOf(ticket));
		return token.toJwt();
	}

	/** Changes what somebody already in the room may send. */
	async limit(room: string, identity: string, allowed: readonly Source[]): Promise<void> {
		const permission = {
			canSubscribe: true,
			canPublish: allowed.length > 0,
			canPublishSources: trackSources(allowed),
			canPublishData: false,
			canUpdateMetadata: false,
			hidden: false
		};
		await ask(this.#rooms.updateParticipant(room, identity, { permission }));
	}

	async mute(room: string, identity: string, trackSid: string): Promise<void> {
		await ask(this.#rooms.mutePublishedTrack(room, identity, trackSid, true));
	}

	async remove(room: string, identity: string): Promise<void> {
		await ask(this.#rooms.removeParticipant(room, identity));
	}

	/** Reads a webhook from its raw body. @throws {AppError} `not_found` when it is not LiveKit's */
	async readHook(rawBody: string, authorisation: string): Promise<MediaHint> {
		try {
			const receiver = new WebhookReceiver(this.#key, this.#secret);
			const { id, event, room } = await receiver.receive(rawBody, authorisation);
			return { id, event, room: room?.name ?? null };
		} catch {
			throw new AppError('not_found', 404, 'This is not a message from the media server.');
		}
	}
}

function grantOf({ room, sources: allowed, hidden }: Ticket): VideoGrant {
	return {
		room,
		roomJoin: true,
		canSubscribe: true,
		// An empty list of sources would mean all of them.
		canPublish: allowed.length > 0,
		canPublishSources: trackSources(allowed),
		canPublishData: false,
		canUpdateOwnMetadata: false,
		hidden
	};
}

/** True when somebody in the room may send exactly `allowed`. */
export function isLimitedTo(participant: MediaParticipant, allowed: readonly Source[]): boolean {
	const wanted = trackSources(allowed);
	if (!participant.canPublish || !wanted.length) return !participant.canPublish && !wanted.length;
	return (
		wanted.length === participant.sources.length &&
		wanted.every((source) => participant.sources.includes(source))
	);
}

/** Waits for the media server; what is already gone there is undefined, not a fault. */
async function ask<T>(answer: Promise<T>): Promise<T | undefined> {
	try {
		return await answer;
	} catch (fault) {
		if (fault instanceof ServerError && fault.code === 'not_found') return undefined;
		throw new AppError('media_away', 503, 'The media server does not answer.');
	}
}

let known: { config: Config; server: MediaServer | null } | undefined;

/** The media server of this configuration; null where none is configured. */
export function getMedia(): MediaServer | null {
	const config = getConfig();
	if (known?.config !== config) known = { config, server: createMedia(config) };
	return known.server;
}

function createMedia(config: Config): MediaServer | null {
	const { LIVEKIT_URL: url, LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = config;
	return url && key && secret ? new MediaServer(url, key, secret) : null;
}
