import { isOver, type Playback } from '#lib/model/playback.ts';
import {
	driftOf,
	followStep,
	isSamePlayback,
	runsInto,
	type Move,
	type Player
} from '#lib/model/step.ts';

/** After a jump the player gets this long to settle (ms). */
const REST = 5000;
/** A first look soon after a start, to learn how late this machine's picture comes (ms). */
const FIRST_LOOK = 400;
/** Further off than this at the first look (s), the start is made again, better aimed. */
const BADLY_AIMED = 0.15;
/** How often a start is made again, and the most a picture is believed to be late (s). */
const TRIES = 2;
const LATEST = 0.3;

/** Keeps one video element in step with the film of the meeting (`model/step.ts`). */
export class FilmFollower {
	/** How far this browser is behind the film, ms; null while it does not play. */
	drift = $state<number | null>(null);
	position = $state(0);
	duration = $state(0);
	/** The film has come to its end, whether it counts as playing or not. */
	ended = $state(false);
	waiting = $state(false);
	/** The film cannot be loaded; the next command tries again. */
	failed = $state(false);
	/** The browser refused sound without an act of the person; the film runs muted. */
	soundRefused = $state(false);

	#video: HTMLVideoElement;
	#now: () => number;
	/** The command in force here, and the last one heard of, which may wait for its instant. */
	#playback: Playback | null = null;
	#latest: Playback | null = null;
	#taking: ReturnType<typeof setTimeout> | undefined;
	#restUntil = 0;
	/** How long this machine takes from being told to play to playing, s. */
	#lag = 0;
	#tries = 0;
	#starting: ReturnType<typeof setTimeout> | undefined;
	#ticking: ReturnType<typeof setInterval>;
	#stops: Array<() => void> = [];

	/** @param now the server's clock, ms */
	constructor(video: HTMLVideoElement, now: () => number) {
		this.#video = video;
		this.#now = now;
		this.#ticking = setInterval(() => this.#step(false), 1000);
		this.#on('loadedmetadata', () => {
			this.duration = video.duration;
			this.failed = false;
			this.#step(true);
		});
		this.#on('timeupdate', () => (this.position = video.currentTime));
		this.#followFrames();
		this.#on('waiting', () => (this.waiting = true));
		this.#on('playing', () => (this.waiting = false));
		this.#on('error', () => (this.failed = true));
		const visible = (): void => this.#step(true);
		document.addEventListener('visibilitychange', visible);
		this.#stops.push(() => document.removeEventListener('visibilitychange', visible));
	}

	/** Follows a new command; null stops. */
	follow(next: Playback | null): void {
		if (isSamePlayback(next, this.#latest)) return;
		this.#latest = next;
		clearTimeout(this.#taking);
		const ahead = next ? next.effectiveAt - this.#now() : 0;
		if (next && this.#playback && ahead > 0 && runsInto(this.#playback, next))
			this.#taking = setTimeout(() => this.#take(next), ahead);
		else this.#take(next);
	}

	#take(playback: Playback | null): void {
		this.#playback = playback;
		this.#restUntil = 0;
		this.#tries = 0;
		if (this.failed) this.#video.load();
		clearTimeout(this.#starting);
		this.#starting = undefined;
		if (!playback) this.#video.pause();
		else this.#step(true);
	}

	/** Call from a click: the person asked for sound. */
	allowSound(): void {
		this.#video.muted = false;
		this.soundRefused = false;
	}

	close(): void {
		this.#playback = null;
		clearTimeout(this.#taking);
		clearTimeout(this.#starting);
		clearInterval(this.#ticking);
		for (const stop of this.#stops) stop();
		this.#video.pause();
	}

	/** Subtitles change with the picture; without this only four times a second. */
	#followFrames(): void {
		const video = this.#video;
		if (!('requestVideoFrameCallback' in video)) return;
		let frame = 0;
		const show = (): void => {
			this.position = video.currentTime;
			frame = video.requestVideoFrameCallback(show);
		};
		frame = video.requestVideoFrameCallback(show);
		this.#stops.push(() => video.cancelVideoFrameCallback(frame));
	}

	#on(event: keyof HTMLMediaElementEventMap, listener: () => void): void {
		this.#video.addEventListener(event, listener);
		this.#stops.push(() => this.#video.removeEventListener(event, listener));
	}

	#step(fresh: boolean): void {
		const video = this.#video;
		this.ended = this.#playback !== null && isOver(this.#playback, this.#now(), video.duration);
		if (!this.#playback || !Number.isFinite(video.duration) || this.#starting) return;
		const now = this.#now();
		const player: Player = {
			position: video.currentTime,
			paused: video.paused,
			duration: video.duration,
			restUntil: this.#restUntil
		};
		const runs = this.#playback.playing && !video.paused && now > this.#playback.effectiveAt;
		this.drift = runs ? Math.round(driftOf(this.#playback, player, now) * 1000) : null;
		this.#move(followStep(this.#playback, player, now, fresh));
	}

	#move(move: Move): void {
		const video = this.#video;
		if (move.kind === 'play') {
			video.playbackRate = move.rate;
			return;
		}
		video.pause();
		if (Math.abs(video.currentTime - move.position) > 0.02) video.currentTime = move.position;
		if (move.kind === 'hold') return;
		video.playbackRate = move.rate;
		const ahead = move.at - this.#now() - this.#lag * 1000;
		this.#starting = setTimeout(() => void this.#play(), Math.max(0, ahead));
	}

	async #play(): Promise<void> {
		this.#restUntil = this.#now() + REST;
		const own = this.#starting;
		try {
			await this.#video.play();
		} catch (fault) {
			const refused = fault instanceof DOMException && fault.name === 'NotAllowedError';
			if (refused && !this.#video.muted) {
				this.soundRefused = true;
				this.#video.muted = true;
				await this.#video.play().catch(() => undefined);
			}
		}
		if (this.#starting !== own) return; // another command came meanwhile
		this.#starting = undefined;
		setTimeout(() => this.#lookFirst(), FIRST_LOOK);
	}

	#lookFirst(): void {
		this.#step(false);
		if (this.drift === null || this.#starting || !this.#playback) return;
		const drift = this.drift / 1000;
		this.#lag = Math.min(LATEST, Math.max(0, this.#lag + drift / this.#playback.rate / 2));
		if (Math.abs(drift) < BADLY_AIMED || this.#tries >= TRIES) return;
		this.#tries += 1;
		this.#restUntil = 0;
		this.#step(true);
	}
}
