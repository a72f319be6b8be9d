import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '#lib/model/actor.ts';
import { mayEdit } from '#lib/model/report-life.ts';
import type { ReportContent, Visibility } from '#lib/model/report.ts';
import { mergeContent, splitContent } from '#lib/model/report-visibility.ts';
import { listOwningPeople } from '../meeting/owner.rows.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { refreshCarried } from './carried.ts';
import { deleteUnsaid, saveAction, type ActionPatch } from './actions.rows.ts';
import { storeAnswers } from './comment-answers.ts';
import { giveReason } from './correction-reason.ts';
import { keyOf, listCalled } from './disclosure.rows.ts';
import { discloseContent } from './disclosure.ts';
import { requireWhole } from './draft-adding.ts';
import type { Known } from './draft-choices.ts';
import { applyEdit } from './edit.ts';
import { findMeetingFacts } from './facts.rows.ts';
import { readFacts } from './facts.ts';
import { requireTitles } from './item-adding.ts';
import { findNamed, listOrganisations } from './organisation.rows.ts';
import { listActionsOf, refreshActions } from './present-actions.ts';
import { lockReport, readDraft, setReport, updateDraft, type ReportHead } from './report.rows.ts';
import { readSeries } from './series.ts';
import { listStandings } from './speakers.rows.ts';
import { refreshSpeakers, saveSpoken } from './speakers.ts';
import { recountSummary } from './suggestion.ts';
import { dropUnsaid, listTakenOut } from './taken-out.ts';

/** Whoever writes a draft reads all of it. */
export const EVERYBODY = ['public', 'members', 'restricted'] as const;

export interface DraftInput {
	/** The sequence of the draft this form was opened with. */
	draftSeq: number;
	fields: Record<string, string>;
	/** Answers to comments that were typed into it are given, not only kept. */
	givesAnswers?: boolean;
}

/**
 * Before the publication actions stand as they are kept, and the meeting where it is among the
 * announced ones; a correction starts from what was said.
 */
export function isLive(state: ReportHead['state']): boolean {
	return state === 'draft' || state === 'provisional';
}

/**
 * A draft that may be written in, with what the meeting says of itself and its speakers today, and
 * where `isLive` with actions, neighbouring meetings and its author too. A summary that nobody wrote follows. An
 * editorial correction takes nothing in: what was published of the meeting stays.
 */
export async function refreshDraft(
	db: Db,
	{ meetingId, state, correction }: Pick<ReportHead, 'meetingId' | 'state' | 'correction'>,
	content: ReportContent
): Promise<ReportContent> {
	const isFollowing = mayEdit(state, correction !== null) && correction?.kind !== 'editorial';
	const meeting = isFollowing && (await findMeetingFacts(db, meetingId));
	if (!meeting) return content;
	const told = { ...content, ...(await readFacts(db, meeting, content)) };
	const now = await refreshSpeakers(db, meetingId, told, isLive(state));
	if (!isLive(state)) return recountSummary(content, now);
	const series = await readSeries(db, meeting, content.language);
	const agreed = await refreshCarried(db, meeting, await refreshActions(db, now));
	const named = content.author && (await findNamed(db, content.author.slug));
	const author = named && { author: { slug: named.slug, name: named.name } };
	return recountSummary(content, { ...agreed, ...series, ...author });
}

/**
 * A draft as it may be given out to these readers now; who came is counted from the list as it stands,
 * in an editorial correction as it was published.
 */
export async function discloseDraft(
	db: Db,
	head: Parameters<typeof discloseContent>[1] & Pick<ReportHead, 'correction'>,
	content: ReportContent,
	readers: readonly Visibility[]
): Promise<ReportContent> {
	const given = await discloseContent(db, head, content, readers);
	const { attendance } = head.correction?.kind === 'editorial' ? content : given;
	return { ...given, attendance };
}

/**
 * Locks the report and applies an edit to its draft, to the reason of its open correction and to the
 * answers to comments beside it; an edit that changes nothing keeps the sequence.
 * Actions change with the draft of a report that was never published. What a correction says of them
 * counts once it is published, so that leaving it in any way has nothing to undo.
 * @throws {AppError} `report_changed`, `report_state` (409), `report_add_words`,
 * `report_add_organisation`, `title_missing`, `title_too_long`, `report_reason`,
 * `report_reason_long` (422)
 * `changed` are the actions to tell of after commit.
 */
export async function storeEdit(
	trx: Trx,
	actor: Actor | null,
	head: ReportHead,
	{ draftSeq, fields, givesAnswers }: DraftInput,
	known: Known
): Promise<{
	draftSeq: number;
	content: ReportContent;
	row: Awaited<ReturnType<typeof lockReport>>;
	changed: string[];
}> {
	const locked = await lockReport(trx, head.id);
	await storeAnswers(trx, actor, head.id, fields, givesAnswers);
	const row = { ...locked, correction: giveReason(locked.correction, fields) };
	const isReworded = row.correction !== locked.correction;
	const draft = await readDraft(trx, head.id, EVERYBODY);
	const stored = mergeContent(draft.open, draft.kept);
	const before = await refreshDraft(trx, { ...head, ...row }, stored);
	requireTitles(fields);
	requireWhole(before, fields);
	const content = recountSummary(before, applyEdit(before, fields, known));
	if (!isReworded && isDeepStrictEqual(before, content))
		return { draftSeq: draft.draftSeq, content: before, row, changed: [] };
	if (draft.draftSeq !== draftSeq)
		throw new AppError(
			'report_changed',
			409,
			'Somebody else saved this draft after you opened it.'
		);
	if (!mayEdit(row.state, row.correction !== null))
		throw new AppError('report_state', 409, 'A published report is changed by correcting it.');
	const next = await updateDraft(trx, head.id, draftSeq, splitContent(content));
	if (isReworded) await setReport(trx, head.id, { correction: row.correction });
	const changed = isLive(row.state) ? await saveActions(trx, actor, head, before, content) : [];
	if (isLive(row.state)) {
		await saveSpoken(trx, before, content);
		const added = listTakenOut(before, content).filter((one) => one.added);
		await deleteUnsaid(
			trx,
			head.meetingId,
			added.map(({ id }) => id)
		);
		if (row.version === 0) changed.push(...(await dropUnsaid(trx, actor, head, before, content)));
	}
	return { draftSeq: next!, content, row, changed };
}

/** Writes what a text says of actions that the text before it did not; gives the ids of those. */
export async function saveActions(
	trx: Trx,
	actor: Actor | null,
	head: Pick<ReportHead, 'meetingId' | 'dossierId'>,
	before: ReportContent,
	after: ReportContent
): Promise<string[]> {
	const old = new Map(listActionsOf(before).map((action) => [action.id, action]));
	const places = new Map(
		after.items.flatMap((item) => item.actions.map(({ id }) => [id, item.id] as const))
	);
	const changed: string[] = [];
	// In one order: of two reports that name the same actions none must wait for the other for ever.
	for (const action of listActionsOf(after).sort((a, b) => (a.id < b.id ? -1 : 1))) {
		const was = old.get(action.id);
		const patch: ActionPatch = {
			...(was && was.owner?.id === action.owner?.id ? {} : { owner: action.owner }),
			...(was && was.due === action.due ? {} : { due: action.due }),
			...(was && was.state === action.state ? {} : { state: action.state })
		};
		if (Object.keys(patch).length === 0) continue;
		const of = { ...head, itemId: places.get(action.id) };
		if (await saveAction(trx, actor?.personId ?? null, of, action.id, patch))
			changed.push(action.id);
	}
	return changed;
}

/** Whom a form of the draft may name. */
export async function readKnown(
	db: Db,
	actor: Actor | null,
	{ meetingId }: Pick<ReportHead, 'meetingId'>
): Promise<Known> {
	const [organisations, people] = await Promise.all([
		listOrganisations(db),
		listOwningPeople(db, actor, { ids: [meetingId] })
	]);
	const asked = people.map(({ id }) => ({ meetingId, personId: id, actionId: null }));
	const ids = people.map(({ id }) => id);
	const [called, standings] = await Promise.all([
		listCalled(db, asked),
		listStandings(db, meetingId, ids)
	]);
	const nameOf = (personId: string) =>
		called.get(keyOf({ meetingId, personId, actionId: null }))?.name ?? null;
	return {
		organisations: new Map(organisations.map(({ id, ...named }) => [id, named])),
		people: new Map(
			asked.map((one) => {
				const { name, role } = called.get(keyOf(one)) ?? {};
				return [one.personId, name ?? role ?? ''];
			})
		),
		speakers: new Map(standings.map(({ id, ...stands }) => [id, { name: nameOf(id), ...stands }]))
	};
}
