import type { Actor } from '#lib/model/actor.ts';
import { LOCALES, type Locale } from '#lib/model/localised.ts';
import { isMention, isTimecode, writeMoment, type NotePrinting } from '#lib/model/note-printing.ts';
import type { NoteInline, NoteParagraph } from '#lib/model/note.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '../platform/db.ts';
import {
	findOpening,
	listFilmSlugs,
	listOrganisationNames,
	listPersonNames
} from './printing.rows.ts';

/** For whom notes are printed: `reader` null is everyone, in a record that is given out. */
export interface PrintingScope {
	meetingId: string;
	reader: Actor | null;
	language: string;
}

/**
 * The names and moments that notes refer to, as this reader may see them. What the writer's page
 * called somebody counts for nothing: it is never printed.
 */
export async function readPrinting(
	db: Db,
	{ meetingId, reader, language }: PrintingScope,
	paragraphs: NoteParagraph[]
): Promise<NotePrinting> {
	const runs = paragraphs.flatMap(({ inline, table }) => [
		...inline,
		...(table?.rows.flat(2).flatMap((block) => block.inline) ?? [])
	]);
	const named = (kind: string) =>
		runs.flatMap((run) => (isMention(run) && run.mention === kind && run.id ? [run.id] : []));
	const organisations = paragraphs.flatMap(({ organisationId }) => organisationId ?? []);
	const moments = runs.filter(isTimecode);
	const [organisationNames, personNames, films, opening] = await Promise.all([
		listOrganisationNames(db, [...new Set([...organisations, ...named('organisation')])]),
		listPersonNames(db, meetingId, reader, [...new Set(named('person'))]),
		listFilmSlugs(db, reader, [...new Set(moments.flatMap(({ film }) => film ?? []))]),
		needsOpening(runs) ? findOpening(db, meetingId) : undefined
	]);
	const locale = (LOCALES as readonly string[]).includes(language) ? (language as Locale) : 'en';
	return {
		organisation: (id) => organisationNames.get(id),
		mention: (kind, id) =>
			(kind === 'person' ? personNames : organisationNames).get(id) ??
			(kind === 'person'
				? m.notes_somebody({}, { locale })
				: m.notes_some_organisation({}, { locale })),
		moment({ film, seconds }) {
			const text = writeMoment(seconds);
			const slug = film && films.get(film);
			if (slug) return { text, href: `/library/${slug}?t=${seconds}` };
			if (film || !opening?.openedAt) return { text };
			const at = new Date(opening.openedAt.getTime() + seconds * 1000);
			return { text: writeClock(at, locale, opening.timezone), instant: at.toISOString() };
		}
	};
}

function needsOpening(runs: NoteInline[]): boolean {
	return runs.some((run) => isTimecode(run) && !run.film);
}

/** 24 hours also in English: the readers are in Europe. */
function writeClock(at: Date, locale: Locale, timeZone: string): string {
	const region = locale === 'en' ? 'en-GB' : locale;
	return at.toLocaleTimeString(region, { timeStyle: 'short', timeZone });
}
