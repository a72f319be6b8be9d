import type { Command } from './commands.ts';
import type { Fact } from './log.ts';
import type { MeetingState } from './meeting.ts';
import { changePlayback, LEAD_MS, positionAt, type Playback } from './playback.ts';
import { nothing, refuse, say, type Decision, type Known } from './verdict.ts';

type FilmCommand = Extract<Command, { type: `film.${string}` }>;

/** What a film command makes happen; films take effect a moment ahead, so that all start together. */
export function decideFilm(state: MeetingState, command: FilmCommand, known: Known): Decision {
	const { now } = known;
	if (command.type === 'film.start') {
		if (!known.film) return refuse('film_missing');
		const seconds = known.film.seconds;
		const playback: Playback = {
			filmId: known.film.id,
			position: Math.min(seconds ?? Infinity, command.args.position ?? 0),
			rate: 1,
			playing: true,
			effectiveAt: now + LEAD_MS,
			suggestedSubtitles: command.args.suggestedSubtitles ?? null,
			seconds,
			itemId: state.currentItemId
		};
		return sayFilm('film.start', playback, playback);
	}
	const playing = state.playback;
	if (!playing) return command.type === 'film.stop' ? nothing : refuse('film_not_playing');
	switch (command.type) {
		case 'film.play': {
			if (playing.playing) return nothing;
			const atEnd = playing.position >= (playing.seconds ?? Infinity);
			const next = changePlayback(playing, { playing: true, ...(atEnd && { position: 0 }) }, now);
			return sayFilm('film.play', next, next);
		}
		case 'film.pause': {
			if (!playing.playing) return nothing;
			const next = changePlayback(playing, { playing: false }, now);
			return sayFilm('film.pause', next, next);
		}
		case 'film.seek': {
			const next = changePlayback(playing, { position: command.args.position }, now);
			return sayFilm('film.seek', next, next);
		}
		case 'film.rate': {
			const next = changePlayback(playing, { rate: command.args.rate }, now);
			return sayFilm('film.rate', next, next);
		}
		default:
			return sayFilm('film.stop', { ...playing, position: positionAt(playing, now) }, null);
	}
}

/** `subject` is the film as it was or becomes, `after` what plays from then on. */
function sayFilm(
	type: Extract<Fact['type'], `film.${string}`>,
	subject: Playback,
	after: Playback | null
): Decision {
	const { filmId, itemId = null, position } = subject;
	return say({ type, payload: { filmId, itemId, position, playback: after } } as Fact);
}
