import type { Cue } from '#lib/model/cue.ts';
import type { FilmChoice } from '#lib/model/film.ts';
import { stepRate } from './keys.ts';
import { readPreferences, savePreferences, type Preferences } from './preferences.ts';
import { chooseRows } from './rows.ts';
import { loadTrack } from './tracks.ts';

/** 25 pictures a second, as films from European cameras have. */
const PICTURE = 1 / 25;

interface Start {
	film: FilmChoice & { audioLanguages: string[] };
	start: number;
	subtitles: string[] | null;
	reader: string;
}

/**
 * One film being watched by one person: where it is, which subtitles are shown and how. Player and
 * transcript share it; the `<video>` comes with `attach`.
 */
export class Viewing {
	readonly film: Start['film'];
	/** Seconds. */
	position = $state(0);
	playing = $state(false);
	waiting = $state(false);
	failed = $state(false);
	preferences: Preferences = $state(readPreferences());
	/** Languages of the two rows, `''` is off. */
	rows: [string, string] = $state(['', '']);
	captionsOn = $state(true);
	#cues: Record<string, Cue[]> = $state({});
	#video: HTMLVideoElement | undefined;

	constructor({ film, start, subtitles, reader }: Start) {
		this.film = film;
		this.position = Math.min(start, film.seconds);
		const device = this.preferences.rows;
		const [first, second] = chooseRows(film, { address: subtitles, device, reader });
		this.captionsOn = first !== '' || second !== '';
		this.rows = [first, second];
	}

	/** What is to be drawn over the picture now. */
	get shown(): Array<{ language: string; cues: Cue[] }> {
		if (!this.captionsOn) return [];
		return this.rows
			.filter((language, i) => language !== '' && this.rows.indexOf(language) === i)
			.map((language) => ({ language, cues: this.#cues[language] ?? [] }));
	}

	/** Follows a `<video>`; returns what lets go of it. */
	attach(video: HTMLVideoElement): () => void {
		this.#video = video;
		video.volume = this.preferences.volume;
		video.muted = this.preferences.muted;
		video.playbackRate = this.preferences.rate;
		if (this.position > 0) video.currentTime = this.position;
		else this.position = video.currentTime;
		this.playing = !video.paused;
		let frame = 0;
		// Cues must be exact to a tenth of a second; `timeupdate` comes four times a second only.
		const follow = () => {
			if (Math.abs(video.currentTime - this.position) > 0.03) this.position = video.currentTime;
			frame = video.paused ? 0 : requestAnimationFrame(follow);
		};
		const onPlay = () => {
			this.playing = true;
			cancelAnimationFrame(frame);
			follow();
		};
		if (this.playing) follow();
		const on: Record<string, () => void> = {
			play: onPlay,
			pause: () => (this.playing = false),
			waiting: () => (this.waiting = true),
			playing: () => (this.waiting = this.failed = false),
			seeked: () => (this.position = video.currentTime),
			timeupdate: () => (this.position = video.currentTime),
			error: () => (this.failed = true)
		};
		for (const [name, run] of Object.entries(on)) video.addEventListener(name, run);
		void this.#load();
		return () => {
			cancelAnimationFrame(frame);
			for (const [name, run] of Object.entries(on)) video.removeEventListener(name, run);
			this.#video = undefined;
		};
	}

	async toggle(): Promise<void> {
		const video = this.#video;
		if (!video) return;
		if (!video.paused) return video.pause();
		try {
			await video.play();
		} catch (fault) {
			// A pause that overtakes the start is no failure.
			if ((fault as Error).name !== 'AbortError') this.failed = true;
		}
	}

	/** Goes to a second of the film; the picture of that second is fetched if none was yet. */
	seek(seconds: number): void {
		this.position = Math.max(0, Math.min(this.film.seconds, seconds));
		const video = this.#video;
		if (!video) return;
		if (video.readyState === 0) video.preload = 'auto';
		video.currentTime = this.position;
	}

	step(pictures: 1 | -1): void {
		this.#video?.pause();
		this.seek(this.position + pictures * PICTURE);
	}

	setRate(rate: number): void {
		if (this.#video) this.#video.playbackRate = rate;
		this.#remember({ rate });
	}

	stepRate(direction: 1 | -1): void {
		this.setRate(stepRate(this.preferences.rate, direction));
	}

	setVolume(volume: number): void {
		if (this.#video) Object.assign(this.#video, { volume, muted: volume === 0 });
		this.#remember({ volume, muted: volume === 0 });
	}

	toggleMute(): void {
		const muted = !this.preferences.muted;
		const volume = this.preferences.volume || 0.5;
		if (this.#video) Object.assign(this.#video, { volume, muted });
		this.#remember({ muted, volume });
	}

	setRow(row: 0 | 1, language: string): void {
		this.rows[row] = language;
		this.captionsOn = this.rows.some((other) => other !== '');
		this.#remember({ rows: this.rows.filter((other) => other !== '') });
		void this.#load();
	}

	/** Off and on again with what was shown before, else with the first track there is. */
	toggleCaptions(): void {
		const first = this.film.tracks[0]?.language ?? '';
		if (!this.captionsOn && this.rows.every((language) => language === '')) this.rows[0] = first;
		this.captionsOn = !this.captionsOn && this.rows.some((language) => language !== '');
		const rows = this.captionsOn ? this.rows.filter((language) => language !== '') : [];
		this.#remember({ rows });
		void this.#load();
	}

	setLook(look: Partial<Pick<Preferences, 'size' | 'background'>>): void {
		this.#remember(look);
	}

	#remember(change: Partial<Preferences>): void {
		Object.assign(this.preferences, change);
		savePreferences($state.snapshot(this.preferences));
	}

	async #load(): Promise<void> {
		for (const language of this.rows) {
			const track = this.film.tracks.find((other) => other.language === language);
			if (!track || this.#cues[language]) continue;
			// Without its subtitles the film still plays; the next choice tries again.
			this.#cues[language] = await loadTrack(track.src).catch(() => []);
		}
	}
}
