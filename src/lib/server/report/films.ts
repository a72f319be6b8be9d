import { show, type Localised } from '#lib/model/localised.ts';
import type { FactType } from '#lib/model/log.ts';
import type { FilmPlayed } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import type { Naming } from './disclosure.rows.ts';
import { listFilms, listPlayback, type ItemFacts } from './facts.rows.ts';

/** What ends a showing: another film, the stop, the end of the meeting. */
const START: FactType = 'film.start';
const ENDS: FactType[] = [START, 'film.stop', 'meeting.closed'];

interface Played extends FilmPlayed {
	itemId: string | null;
}

/**
 * Films shown in a meeting, each once per item with the moment it started. A meeting that left no
 * log (an old one, imported) names the films of its programme, without a moment: the report calls them that.
 */
export async function readFilms(
	db: Db,
	meetingId: string,
	items: ItemFacts[],
	{ language, naming }: { language: string; naming: Naming }
): Promise<Map<string, FilmPlayed[]>> {
	const events = await listPlayback(db, meetingId, ENDS);
	const played = events.length
		? await readLog(db, events, { language, naming })
		: items
				.filter((item) => item.filmSlug && item.reported !== false)
				.map((item) => announced(item, language));
	const byItem = new Map<string, FilmPlayed[]>();
	for (const { itemId, ...film } of played) {
		const key = items.find((item) => item.id === itemId)?.id ?? items[0]?.id;
		if (!key) continue;
		const list = byItem.get(key) ?? [];
		if (!list.some((other) => other.slug === film.slug)) byItem.set(key, [...list, film]);
	}
	return byItem;
}

function announced(item: ItemFacts, language: string): Played {
	const title = phrase(item.filmTitle, language);
	return { itemId: item.id, slug: item.filmSlug!, title, at: null, from: 0, to: null };
}

/** Each start with where the film was when it stopped, or when the meeting ended. */
async function readLog(
	db: Db,
	events: Awaited<ReturnType<typeof listPlayback>>,
	{ language, naming }: { language: string; naming: Naming }
): Promise<Played[]> {
	const starts = events.filter((event) => event.type === START);
	const ids = [...new Set(starts.map((event) => String(event.payload.filmId)))];
	const films = new Map((await listFilms(db, ids, naming)).map((film) => [film.id, film]));
	return starts.flatMap((event) => {
		const film = films.get(String(event.payload.filmId));
		if (!film) return [];
		const end = events
			.slice(events.indexOf(event) + 1)
			.find((later) => ENDS.includes(later.type as FactType));
		return {
			itemId: typeof event.payload.itemId === 'string' ? event.payload.itemId : null,
			slug: film.slug,
			title: phrase(film.title, language),
			at: event.at.toISOString(),
			from: readPosition(event.payload) ?? 0,
			to: end ? readPosition(end.payload) : null
		};
	});
}

function readPosition(payload: Record<string, unknown>): number | null {
	return typeof payload.position === 'number' ? Math.round(payload.position) : null;
}

function phrase(title: Localised | null, language: string) {
	const { text, lang } = show(title, language) ?? { text: '', lang: language };
	return { text, lang };
}
