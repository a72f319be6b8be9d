import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Owner, ReportContent, Visibility } from '#lib/model/report.ts';
import { give, giveWords } from '../people/refusal.ts';
import type { Db } from '../platform/db.ts';
import { dropTitles, leaveOutAnnexes, nameUntitled } from './annex-names.ts';
import { readAttendance } from './attendance.ts';
import {
	describeNaming,
	keyOf,
	keyOfNamed,
	listCalled,
	listKeptBack,
	listUnnameable,
	type AskedName,
	type Named
} from './disclosure.rows.ts';
import { listNamed } from './named.ts';
import { listActionsOf } from './present-actions.ts';
import { tieWords } from './tied-words.ts';
import type { ReportHead } from './report.rows.ts';

type Head = Pick<ReportHead, 'meetingId' | 'meetingVisibility' | 'dossierVisibility' | 'dossierId'>;
interface Asked {
	head: Head;
	content: ReportContent;
	/** Puts what is left into another language. */
	translate?: (content: ReportContent) => ReportContent;
}

/**
 * A draft as it may be given out to these readers now: what has been closed or withdrawn since it
 * was filed is left out, names stand by the basis recorded today, and attendance is counted from the
 * list as it stands. What is stored is not changed.
 */
export async function discloseContent(
	db: Db,
	head: Head,
	content: ReportContent,
	readers: readonly Visibility[]
): Promise<ReportContent> {
	const one = { head, content };
	const [called, closed, attendance] = await Promise.all([
		readCalled(db, [one]),
		readClosed(db, [one]),
		readAttendance(db, head.meetingId, content, readers)
	]);
	const named = { ...nameByBasis(one, called, 'today'), attendance };
	const given = leaveOutClosed(named, head, closed);
	// Whoever writes the draft keeps the titles that they typed.
	if (readers.includes('restricted')) return given;
	return nameUntitled(withoutClosedTitles(given, head, closed));
}

/**
 * Published versions as they may be given out now, in as many queries for many as for one. Only less
 * than they say: what was closed since is left out, and a name that is refused since gives way to the
 * role, also where it was typed into the text (a name of one word could be any word: it is not
 * looked for). What is stored is evidence and stays.
 */
export async function discloseVersions(db: Db, asked: Asked[]): Promise<ReportContent[]> {
	const [called, closed] = await Promise.all([readCalled(db, asked), readClosed(db, asked)]);
	const said = asked.map((one) => {
		const named = nameByBasis(one, called, 'as-published');
		const left = leaveOutClosed(named, one.head, closed);
		const shown = withoutClosedTitles(left, one.head, closed);
		return {
			meetingId: one.head.meetingId,
			content: nameUntitled(one.translate?.(shown) ?? shown)
		};
	});
	return takeOutRefused(db, said);
}

/** Texts without the names that people of their meetings refused, also where they were typed. */
export async function takeOutRefused(
	db: Db,
	said: Parameters<typeof tieWords>[1]
): Promise<ReportContent[]> {
	return (await give(db, await tieWords(db, said))) as ReportContent[];
}

/**
 * Words that stand beside a version, such as the reason of a correction or a withdrawal, as they may
 * be given out now: without names that people of the meeting refused. What is stored stays.
 */
export function discloseWords<W extends object>(db: Db, meetingId: string, words: W): Promise<W> {
	return giveWords(db, `meeting/${meetingId}`, words);
}

/**
 * Tells files of what is left of a version from those made when it was published: '' while nothing is
 * gone, the names of those who came (`isListPublic`) among it.
 */
export function fingerprint(
	published: ReportContent,
	given: ReportContent,
	isListPublic: boolean
): string {
	if (isListPublic && isDeepStrictEqual(published, given)) return '';
	return createHash('sha256').update(JSON.stringify(given)).digest('hex');
}

type Called = Awaited<ReturnType<typeof listCalled>>;

function readCalled(db: Db, asked: Asked[]): Promise<Called> {
	const names = asked.flatMap(({ head: { meetingId }, content }): AskedName[] => [
		...content.items.flatMap(({ speakers }) =>
			speakers.flatMap(({ personId }) =>
				personId ? [{ meetingId, personId, actionId: null }] : []
			)
		),
		...listActionsOf(content).flatMap(({ id, owner }) =>
			owner?.kind === 'person' ? [{ meetingId, personId: owner.id, actionId: id }] : []
		)
	]);
	return listCalled(db, names);
}

/** `as-published`: a name that was not given out at the time is not added. */
function nameByBasis(
	{ head: { meetingId }, content }: Asked,
	called: Called,
	mode: 'today' | 'as-published'
): ReportContent {
	const nameOwner = (owner: Owner, actionId: string): string => {
		const now = called.get(keyOf({ meetingId, personId: owner.id, actionId }));
		if (now?.name && mode === 'as-published') return owner.name;
		return now?.name ?? now?.role ?? '';
	};
	const rename = <A extends { id: string; owner: Owner | null }>(action: A): A =>
		action.owner?.kind === 'person'
			? { ...action, owner: { ...action.owner, name: nameOwner(action.owner, action.id) } }
			: action;
	const nameSpeaker = (personId: string, said: string | null): string | null => {
		const name = called.get(keyOf({ meetingId, personId, actionId: null }))?.name ?? null;
		return name && mode === 'as-published' ? said : name;
	};
	return {
		...content,
		items: content.items.map((item) => ({
			...item,
			speakers: item.speakers.map((speaker) =>
				speaker.personId
					? { ...speaker, name: nameSpeaker(speaker.personId, speaker.name) }
					: speaker
			),
			actions: item.actions.map(rename)
		})),
		carried: content.carried.map(rename)
	};
}

interface Closed {
	unnameable: Set<string>;
	keptBack: Set<string>;
}

async function readClosed(db: Db, asked: Asked[]): Promise<Closed> {
	const [unnameable, keptBack] = await Promise.all([
		listUnnameable(
			db,
			asked.flatMap(({ head, content }) => {
				const within = findWithin(head);
				return listNamed(content).map((one) => ({ ...one, within }));
			})
		),
		listKeptBack(
			db,
			asked.flatMap(({ content }) => content.carried.map(({ id }) => id))
		)
	]);
	return { unnameable, keptBack };
}

function findWithin(head: Head): string | null {
	const of = describeNaming({ ...head, visibility: head.meetingVisibility });
	return of.isPublic ? null : of.dossierId;
}

function leaveOutClosed(
	content: ReportContent,
	head: Head,
	{ unnameable, keptBack }: Closed
): ReportContent {
	const { nextMeeting, previousMeeting, carried, items, annexes } = content;
	const isOpen = judgeOpen(head, unnameable);
	const keep = <L extends { slug: string }>(link: L | null) =>
		link && isOpen({ kind: 'meeting', slug: link.slug }) ? link : null;
	return {
		...content,
		nextMeeting: keep(nextMeeting),
		previousMeeting: keep(previousMeeting),
		carried: carried.filter(({ id, from }) => keep(from) && !keptBack.has(id)),
		items: items.map((item) => ({
			...item,
			films: item.films.filter(({ slug }) => isOpen({ kind: 'film', slug }))
		})),
		annexes: leaveOutAnnexes(annexes, isOpen)
	};
}

function withoutClosedTitles(
	content: ReportContent,
	head: Head,
	{ unnameable }: Closed
): ReportContent {
	return { ...content, annexes: dropTitles(content.annexes, judgeOpen(head, unnameable)) };
}

function judgeOpen(head: Head, unnameable: Set<string>) {
	const within = findWithin(head);
	return (one: Omit<Named, 'within'>) => !unnameable.has(keyOfNamed({ ...one, within }));
}
