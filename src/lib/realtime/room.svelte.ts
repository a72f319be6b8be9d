import type { Participant, Room } from 'livekit-client';
import { LINES, type Line } from '#lib/model/line.ts';
import type { Source } from '#lib/model/media.ts';
import { forget, hear, SILENCE } from '#lib/model/speaker.ts';
import { readIdentity } from '#lib/model/media.ts';
import { readPerson, type MediaPerson } from './media-person.ts';
import { OwnMedia, type Devices } from './own-media.svelte.ts';
import { recall, remember } from './preference.ts';
import { delayBefore, isFinal } from './rejoin.ts';
import { listenToRoom } from './room-events.ts';
import { measureLine, takeTracks } from './subscriptions.ts';

type Way = { ok: true; url: string; token: string } | { ok: false; code: string };

export interface RoomSetup {
	/** Asks our server for a way in; called again for every attempt, so tokens may be short-lived. */
	requestWay(): Promise<Way>;
	/** Takes no sound at all (the big screen: the seat's own browser plays it). */
	silent?: boolean;
	/** What to send once in, from the pre-join page. */
	wanted?: Partial<Record<Source, boolean>>;
	devices?: Devices;
}

/** Only the first seconds are left to the library; then we come again with a new token. */
const patience = [0, 300, 1000, 2000, 3000];

/**
 * The media room as reactive values. Comes back by itself, with a new token and growing pauses, when
 * the media server dies or the line breaks; what is shown as open is open on a living session.
 */
export class MediaRoom {
	state = $state<'connecting' | 'live' | 'reconnecting' | 'away'>('connecting');
	/** Why the state is `away`: an error code, `elsewhere` (seat used in another window), `lost`. */
	reason = $state<string | null>(null);
	people = $state.raw<MediaPerson[]>([]);
	/** Seat of the voice on stage. */
	speaker = $state<string | null>(null);
	pinned = $state<string | null>(null);
	line = $state<Line>(recall('line', LINES) ?? 'full');
	/** What arrives, in kbit/s. */
	received = $state(0);
	soundBlocked = $state(false);
	/** Milliseconds from asking for a way in to being in; null before. */
	joinedAfter = $state<number | null>(null);

	readonly self = $derived(this.people.find((person) => person.isSelf) ?? null);
	readonly isLive = $derived(this.state === 'live');
	readonly microphoneOn = $derived(this.isLive && this.self !== null && !this.self.muted);
	readonly cameraOn = $derived(this.isLive && (this.self?.hasCamera ?? false));
	readonly screenOn = $derived(this.isLive && (this.self?.hasScreen ?? false));

	#setup: RoomSetup;
	#room: Room | null = null;
	#speaking = SILENCE;
	#attempt = 0;
	#closed = false;
	#refreshing = false;
	readonly #own: OwnMedia;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#pulse: ReturnType<typeof setInterval>;
	#online = (): void => this.retryNow();

	constructor(setup: RoomSetup) {
		this.#setup = setup;
		this.#own = new OwnMedia(setup.wanted, setup.devices);
		this.#pulse = setInterval(() => this.#beat(), 1000);
		addEventListener('online', this.#online);
		void this.#join();
	}

	/** What the person would send, and what stands in the way. */
	get wanted() {
		return this.#own.wanted;
	}

	get problems() {
		return this.#own.problems;
	}

	/** Tries at once instead of waiting; also the way back from another window. */
	retryNow(): void {
		if (this.#closed || this.state !== 'away') return;
		clearTimeout(this.#retry);
		this.#attempt = 0;
		void this.#join();
	}

	async setMicrophone(on: boolean): Promise<void> {
		await this.#send('microphone', on);
	}

	async setCamera(on: boolean): Promise<void> {
		await this.#send('camera', on);
	}

	async setScreen(on: boolean): Promise<void> {
		await this.#send('screen', on);
	}

	async chooseDevice(kind: keyof Devices, deviceId: string): Promise<void> {
		await this.#own.chooseDevice(this.#room, kind, deviceId);
	}

	chooseLine(line: Line): void {
		this.line = line;
		remember('line', line);
		this.#take();
	}

	pin(seatId: string | null): void {
		this.pinned = seatId;
		this.#take();
	}

	/** Browsers may refuse sound until the person acts; call from a click. */
	async allowSound(): Promise<void> {
		await this.#room?.startAudio();
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#retry);
		clearInterval(this.#pulse);
		removeEventListener('online', this.#online);
		void this.#room?.disconnect();
	}

	async #join(): Promise<void> {
		const begun = performance.now();
		this.state = this.#attempt ? 'away' : 'connecting';
		// The library is fetched while our server answers; agenda and notes do not wait for either.
		const [media, way] = await Promise.all([import('livekit-client'), this.#setup.requestWay()]);
		if (this.#closed) return;
		if (!way.ok) return this.#away(way.code);
		media.setLogLevel('silent');
		const room = new media.Room({
			adaptiveStream: true,
			dynacast: true,
			publishDefaults: { simulcast: true, dtx: true, red: true },
			reconnectPolicy: { nextRetryDelayInMs: ({ retryCount }) => patience[retryCount] ?? null }
		});
		this.#room = room;
		this.#listen(room, media);
		try {
			await room.connect(way.url, way.token, {
				autoSubscribe: false,
				maxRetries: 0,
				websocketTimeout: 6000,
				peerConnectionTimeout: 10_000
			});
		} catch {
			if (this.#room === room) this.#away('media_away');
			return;
		}
		if (this.#closed) return void room.disconnect();
		this.#attempt = 0;
		this.state = 'live';
		this.reason = null;
		this.joinedAfter = Math.round(performance.now() - begun);
		this.soundBlocked = !this.#setup.silent && !room.canPlaybackAudio;
		this.#refresh();
		// A shared screen is not taken up again: the browser wants to ask the person.
		this.#own.stopped('screen');
		if (this.wanted.microphone) await this.setMicrophone(true);
		if (this.wanted.camera) await this.setCamera(true);
	}

	#away(reason: string): void {
		this.#room = null;
		this.people = [];
		this.received = 0;
		this.state = 'away';
		this.reason = reason;
		if (this.#closed || isFinal(reason)) return;
		this.#retry = setTimeout(() => void this.#join(), delayBefore(this.#attempt++, reason));
	}

	#listen(room: Room, media: Parameters<typeof listenToRoom>[1]): void {
		listenToRoom(room, media, {
			changed: () => this.#refresh(),
			voices: () => this.#hear(),
			left: (seatId) => {
				this.#speaking = forget(this.#speaking, seatId);
				this.speaker = this.#speaking.current;
			},
			stopped: (source) => this.#own.stopped(source),
			playback: () => (this.soundBlocked = !this.#setup.silent && !room.canPlaybackAudio),
			reconnecting: () => (this.state = 'reconnecting'),
			reconnected: () => {
				this.state = 'live';
				this.#refresh();
			},
			disconnected: (reason) => {
				// While connecting, the failed connect itself says so.
				if (this.#closed || this.#room !== room || this.state === 'connecting') return;
				this.#away(reason);
			}
		});
	}

	async #send(source: Source, on: boolean): Promise<void> {
		const local = this.isLive ? this.#room?.localParticipant : undefined;
		await this.#own.send(local, source, on);
		if (local) this.#refresh();
	}

	#hear(): void {
		const voices = (this.#room?.activeSpeakers ?? []).filter((voice) => !voice.isLocal);
		const seats = voices.flatMap((voice) => readIdentity(voice.identity)?.seatId ?? []);
		this.#speaking = hear(this.#speaking, seats, Date.now());
		if (this.speaker === this.#speaking.current) return;
		this.speaker = this.#speaking.current;
		this.#take();
	}

	#beat(): void {
		if (!this.#room || !this.isLive) return;
		this.received = measureLine(this.#room);
		this.#hear();
	}

	#take(): void {
		if (!this.#room) return;
		takeTracks(this.#room, this.line, this.pinned ?? this.speaker, this.#setup.silent ?? false);
	}

	/** Reads the room once per turn, however many of its events came. */
	#refresh(): void {
		if (this.#refreshing) return;
		this.#refreshing = true;
		queueMicrotask(() => {
			this.#refreshing = false;
			const room = this.#room;
			if (!room) return;
			this.#take();
			const all: Participant[] = [room.localParticipant, ...room.remoteParticipants.values()];
			this.people = all.flatMap((participant) => readPerson(participant) ?? []);
		});
	}
}
