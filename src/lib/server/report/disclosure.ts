import type { Owner, ReportContent, Visibility } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import { readAttendance } from './attendance.ts';
import {
	describeNaming,
	listOwnerNames,
	listPrinted,
	listUnnameable,
	listWithdrawn
} from './disclosure.rows.ts';
import type { ReportHead } from './report.rows.ts';

type Head = Pick<ReportHead, 'meetingId' | 'meetingVisibility' | 'dossierVisibility' | 'dossierId'>;

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
	const [named, attendance] = await Promise.all([
		nameByBasis(db, head, content),
		readAttendance(db, head.meetingId, content, readers)
	]);
	return leaveOutClosed(db, head, { ...named, attendance });
}

async function nameByBasis(db: Db, head: Head, content: ReportContent): Promise<ReportContent> {
	const people = content.items.flatMap(({ speakers }) =>
		speakers.flatMap(({ personId }) => personId ?? [])
	);
	const actions = [...content.items.flatMap((item) => item.actions), ...content.carried];
	const owners = actions.flatMap(({ id, owner }) =>
		owner?.kind === 'person' ? [{ actionId: id, personId: owner.id }] : []
	);
	const [printed, called] = await Promise.all([
		listPrinted(db, head.meetingId, people),
		listOwnerNames(db, head.meetingId, owners)
	]);
	const rename = <A extends { id: string; owner: Owner | null }>(action: A): A =>
		action.owner?.kind === 'person'
			? { ...action, owner: { ...action.owner, name: called.get(action.id) ?? '' } }
			: action;
	return {
		...content,
		items: content.items.map((item) => ({
			...item,
			speakers: item.speakers.map((speaker) =>
				speaker.personId ? { ...speaker, name: printed.get(speaker.personId) ?? null } : speaker
			),
			actions: item.actions.map(rename)
		})),
		carried: content.carried.map(rename)
	};
}

async function leaveOutClosed(db: Db, head: Head, content: ReportContent): Promise<ReportContent> {
	const { nextMeeting, previousMeeting, carried, items } = content;
	const of = describeNaming({ ...head, visibility: head.meetingVisibility });
	const named = [nextMeeting, previousMeeting, ...carried.map(({ from }) => from)];
	const [meetings, films, withdrawn] = await Promise.all([
		listUnnameable(
			db,
			'meeting',
			of,
			named.flatMap((one) => one?.slug ?? [])
		),
		listUnnameable(
			db,
			'film',
			of,
			items.flatMap((item) => item.films.map(({ slug }) => slug))
		),
		listWithdrawn(
			db,
			carried.map(({ id }) => id)
		)
	]);
	const keep = <L extends { slug: string }>(link: L | null) =>
		link && !meetings.has(link.slug) ? link : null;
	return {
		...content,
		nextMeeting: keep(nextMeeting),
		previousMeeting: keep(previousMeeting),
		carried: carried.filter(({ id, from }) => keep(from) && !withdrawn.has(id)),
		items: items.map((item) => ({
			...item,
			films: item.films.filter(({ slug }) => !films.has(slug))
		}))
	};
}
