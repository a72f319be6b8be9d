import type { Outcome, Owner, ReportAction, ReportItem } from '#lib/model/report.ts';
import { readMeetingContent, type ItemContent } from '../notes/content.ts';
import type { Db } from '../platform/db.ts';
import { listActions, type ActionRow } from './actions.rows.ts';
import type { Naming } from './disclosure.rows.ts';
import {
	listItemFacts,
	listItemOrganisations,
	listSpeakers,
	type ItemFacts
} from './facts.rows.ts';
import { phrase } from './facts.ts';
import { readFilms } from './films.ts';
import { leaveOutMarked, readText, splitHtml } from './passages.ts';

/**
 * Every item of a meeting with what was noted, decided, agreed and shown, in order. Of a meeting held
 * elsewhere nobody knows which items were left out: each is asked for before the publication.
 */
export async function readItems(
	db: Db,
	meetingId: string,
	{ language, naming, isElsewhere }: { language: string; naming: Naming; isElsewhere: boolean }
): Promise<ReportItem[]> {
	const items = await listItemFacts(db, meetingId, naming);
	const [notes, speakers, organisations, actions, films] = await Promise.all([
		readMeetingContent(db, meetingId, { language }),
		listSpeakers(db, meetingId),
		listItemOrganisations(db, meetingId),
		listActions(db, meetingId),
		readFilms(db, meetingId, items, { language, naming })
	]);
	const rows = new Map(actions.map((row) => [row.id, row]));
	return items.map((item, n) => {
		const passages = readPassages(notes.get(item.id), rows);
		const shown = films.get(item.id) ?? [];
		const said =
			Object.values(passages).some((list) => list.length > 0) || shown.some((film) => film.at);
		return {
			id: item.id,
			n,
			visibility: 'public',
			day: item.day,
			part: item.part,
			title: phrase(item.title, language),
			talk: item.talk && phrase(item.talk, item.talk.original),
			format: item.format,
			language: item.language,
			subtitles: item.subtitleLanguages,
			planned: { minutes: item.minutes },
			actual: readTimes(item),
			outcome: judge(item, said || isElsewhere),
			speakers: speakers
				.filter((row) => row.itemId === item.id)
				.map(({ itemId: _, ...speaker }) => speaker),
			organisations: organisations.filter((row) => row.itemId === item.id).map((row) => row.name),
			...passages,
			films: shown
		};
	});
}

/** What the notes of an item say: paragraphs, and apart from them decisions, actions and lines. */
export function readPassages(
	notes: ItemContent | undefined,
	rows: Map<string, ActionRow>
): Pick<ReportItem, 'blocks' | 'decisions' | 'actions' | 'lines'> {
	if (!notes) return { blocks: [], decisions: [], actions: [], lines: [] };
	const mark = (list: ItemContent['decisions']) =>
		list.map(({ id, html, text }, n) => ({ id, n, html, text, visibility: 'public' as const }));
	return {
		blocks: splitHtml(leaveOutMarked(notes.html)).map((html, n) => ({
			id: `b${n + 1}`,
			n,
			html,
			text: readText(html),
			visibility: 'public' as const
		})),
		decisions: mark(notes.decisions),
		actions: mark(notes.actions).map((action) => ({
			...action,
			...readAction(rows.get(action.id))
		})),
		lines: notes.lines.map((line, n) => ({
			id: `l${n + 1}`,
			n,
			html: line.html,
			text: line.text,
			organisation: line.organisation,
			visibility: 'public' as const
		}))
	};
}

/** Owner, due date and state as they are now; an action nobody took over has no owner. */
export function readAction(
	row: ActionRow | undefined
): Pick<ReportAction, 'owner' | 'due' | 'state'> {
	if (!row) return { owner: null, due: null, state: 'open' };
	const id = row.ownerOrganisationId ?? row.ownerPersonId;
	const kind: Owner['kind'] = row.ownerOrganisationId ? 'organisation' : 'person';
	return {
		owner: id ? { kind, id, name: row.ownerName ?? '' } : null,
		due: row.due,
		state: row.state
	};
}

function readTimes(item: ItemFacts): ReportItem['actual'] {
	if (!item.openedAt) return null;
	// What the clock ran: pauses, and other items in between, are not this item's time.
	const minutes = item.closedAt ? Math.round((item.spentMs || readSpan(item)) / 60_000) : null;
	return {
		openedAt: item.openedAt.toISOString(),
		closedAt: item.closedAt?.toISOString() ?? null,
		minutes
	};
}

/** An item whose clock nobody kept (imported) took from its opening to its closing. */
function readSpan({ openedAt, closedAt }: ItemFacts): number {
	return openedAt && closedAt ? closedAt.getTime() - openedAt.getTime() : 0;
}

function judge(item: ItemFacts, said: boolean): Outcome {
	if (item.reported === false) return 'not-held';
	if (item.status === 'not-discussed' || item.status === 'postponed') return item.status;
	const opened = item.openedAt !== null || item.status === 'done' || item.reported === true;
	return opened || said ? 'held' : 'not-held';
}
