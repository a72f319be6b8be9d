import type { Source } from '#lib/model/media.ts';
import { MediaServer, trackSources, type MediaParticipant } from '#lib/server/platform/livekit.ts';

export const KEY = 'test';
export const SECRET = 'a-secret-of-at-least-thirty-two-characters';

/** LiveKit's room API as memory: for what the real one cannot be made to show at will. */
export class MediaDouble extends MediaServer {
	readonly rooms = new Map<string, MediaParticipant[]>();
	readonly muted: string[] = [];
	isAway = false;

	constructor() {
		super('ws://127.0.0.1:1', KEY, SECRET);
	}

	/** Somebody connects with a token issued earlier, as LiveKit lets them. */
	connect(room: string, identity: string, more: Partial<MediaParticipant> = {}): void {
		const participant = { identity, sources: [], canPublish: false, openMicrophones: [], ...more };
		this.#in(room).push(participant);
	}

	identities(room: string): string[] {
		return (this.rooms.get(room) ?? []).map(({ identity }) => identity);
	}

	override async openRoom(room: string): Promise<void> {
		this.#in(room);
	}
	override async closeRoom(room: string): Promise<void> {
		this.rooms.delete(room);
	}
	override async listRooms(): Promise<string[]> {
		return [...this.rooms.keys()];
	}
	override async listParticipants(room: string): Promise<MediaParticipant[]> {
		return [...this.#in(room)];
	}
	override async mute(_room: string, _identity: string, trackSid: string): Promise<void> {
		this.muted.push(trackSid);
	}
	override async remove(room: string, identity: string): Promise<void> {
		this.rooms.set(
			room,
			this.#in(room).filter((participant) => participant.identity !== identity)
		);
	}
	override async limit(room: string, identity: string, allowed: readonly Source[]): Promise<void> {
		await this.remove(room, identity);
		this.connect(room, identity, {
			canPublish: allowed.length > 0,
			sources: trackSources(allowed)
		});
	}

	#in(room: string): MediaParticipant[] {
		if (this.isAway) throw new Error('away');
		const there = this.rooms.get(room) ?? [];
		this.rooms.set(room, there);
		return there;
	}
}

/** The claims of a token, unverified. */
export function readToken(token: string): {
	sub: string;
	name: string;
	exp: number;
	nbf: number;
	metadata: string;
	video: Record<string, unknown>;
} {
	return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}
