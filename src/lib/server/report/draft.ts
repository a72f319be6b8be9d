import { isDeepStrictEqual } from 'node:util';
import { includes, type Actor } from '#lib/model/actor.ts';
import { findGaps, type Gap } from '#lib/model/report-gaps.ts';
import { mayEdit } from '#lib/model/report-life.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { ReportContent, Visibility } from '#lib/model/report.ts';
import { mergeContent, splitContent } from '#lib/model/report-visibility.ts';
import { listOwningPeople } from '../meeting/owner.rows.ts';
import { hasSeat } from '../meeting/seat.rows.ts';
import { tellActions } from '../notes/actions.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { getLevel, getReportToPublish, listReaders, mayCorrectSubstance } from './access.ts';
import { saveAction, type ActionPatch } from './actions.rows.ts';
import { keyOf, listCalled } from './disclosure.rows.ts';
import { discloseContent } from './disclosure.ts';
import { warnOfNames, type DraftName } from './draft-names.ts';
import { keepChanged, listFields, sealFields } from './draft-fields.ts';
import { applyEdit, type Known } from './edit.ts';
import { listOrganisations } from './organisation.rows.ts';
import { listActionsOf, refreshActions } from './present-actions.ts';
import { findReport, lockReport, readDraft, updateDraft, type ReportHead } from './report.rows.ts';
import { refreshSeries } from './series.ts';
import { listSuccessors } from './successor.rows.ts';
import { recountSummary } from './suggestion.ts';

const ALL = ['public', 'members', 'restricted'] as const;

export interface Draft {
	head: ReportHead;
	draftSeq: number;
	/** What the form of this draft holds, so that it is known later what was changed in it. */
	opened: string;
	content: ReportContent;
	gaps: Gap[];
	/** What is told, but keeps nothing from being published. */
	names: DraftName[];
	organisations: Array<{ id: string; slug: string; name: string }>;
	/** Who may own an action, as the desk knows them. */
	people: Array<{ id: string; name: string }>;
	/** Published reports that may take this one's place. */
	successors: Array<{ slug: string; title: Localised }>;
	/** Somebody else chairs the meeting and publishes corrections of substance. */
	needsChair: boolean;
}

/**
 * The whole draft for the secretariat, with what keeps it from being published.
 * @throws {AppError} `not_found`
 */
export async function readDraftToEdit(db: Db, actor: Actor | null, slug: string): Promise<Draft> {
	const head = await getReportToPublish(db, actor, slug);
	const [draft, organisations, people, successors] = await Promise.all([
		readDraft(db, head.id, ALL),
		listOrganisations(db),
		listOwningPeople(db, actor, { ids: [head.meetingId] }),
		listSuccessors(db, head)
	]);
	const content = await showDraft(db, head, mergeContent(draft.open, draft.kept), ALL);
	return {
		head,
		draftSeq: draft.draftSeq,
		opened: sealFields(listFields(content, organisations)),
		content,
		gaps: findGaps(content),
		names: await warnOfNames(db, actor, head, content),
		organisations,
		people,
		successors,
		needsChair: !mayCorrectSubstance(head, actor)
	};
}

/** The draft as a visitor would read it: restricted passages are not even queried. */
export async function readDraftAsVisitor(db: Db, actor: Actor | null, slug: string) {
	const head = await getReportToPublish(db, actor, slug);
	const { open } = await readDraft(db, head.id, ['public']);
	return { head, content: await showDraft(db, head, open, ['public']) };
}

/**
 * The draft of a report that was never published, for those who belong to the meeting: members of
 * its dossier and whoever has a seat. Passages kept from them are not queried. Null for everybody
 * else, and once there is a version.
 */
export async function findDraftForAttendee(db: Db, actor: Actor | null, slug: string) {
	const head = actor && (await findReport(db, slug));
	if (!head || head.version > 0 || head.state === 'withdrawn') return null;
	const level = await getLevel(db, actor, head);
	if (!includes(level, 'read') && !(await hasSeat(db, head.meetingId, actor.personId))) return null;
	const readers = listReaders(level);
	const { open, kept } = await readDraft(db, head.id, readers);
	const content = await showDraft(db, head, mergeContent(open, kept), readers);
	return { slug, content, canEdit: includes(level, 'publish') };
}

/**
 * Before the publication actions stand as they are kept, and the meeting where it is among the
 * announced ones; a correction starts from what was said.
 */
function isLive(state: ReportHead['state']): boolean {
	return state === 'draft' || state === 'provisional';
}

async function refresh(db: Db, head: ReportHead, content: ReportContent): Promise<ReportContent> {
	return refreshSeries(db, head.meetingId, await refreshActions(db, content));
}

async function showDraft(
	db: Db,
	head: ReportHead,
	content: ReportContent,
	readers: readonly Visibility[]
): Promise<ReportContent> {
	const now = isLive(head.state) ? await refresh(db, head, content) : content;
	return discloseContent(db, head, now, readers);
}

export interface DraftInput {
	/** The sequence of the draft this form was opened with. */
	draftSeq: number;
	fields: Record<string, string>;
}

/**
 * Saves the secretariat's text. When somebody else saved since, nothing is overwritten.
 * @throws {AppError} `not_found`, `report_changed` (409), `report_state` (409)
 */
export async function saveDraft(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: DraftInput
): Promise<number> {
	const head = await getReportToPublish(db, actor, slug);
	const known = await readKnown(db, actor, head);
	const { draftSeq, changed } = await db
		.transaction()
		.execute((trx) => storeEdit(trx, actor, head, input, known));
	await tellActions(db, changed);
	return draftSeq;
}

/**
 * What a form that was refused is shown again with: the fields that its sender changed, what they
 * would change of the draft as it stands, and what would then be missing. In all other fields the
 * form holds what somebody else saved meanwhile, so that saving it again takes nothing back.
 */
export async function previewEdit(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ opened, ...fields }: DraftInput['fields']
) {
	const { head, content } = await readDraftToEdit(db, actor, slug);
	const values = keepChanged(fields, opened);
	const mine = recountSummary(
		content,
		applyEdit(content, values, await readKnown(db, actor, head))
	);
	const names = await warnOfNames(db, actor, head, mine);
	return { values, theirs: content, mine, gaps: findGaps(mine), names };
}

/**
 * Locks the report and applies an edit to its draft; an edit that changes nothing keeps the sequence.
 * Actions change with the draft of a report that was never published. What a correction says of them
 * counts once it is published, so that leaving it in any way has nothing to undo.
 * `changed` are the actions to tell of after commit.
 */
export async function storeEdit(
	trx: Trx,
	actor: Actor | null,
	head: ReportHead,
	{ draftSeq, fields }: DraftInput,
	known: Known
): Promise<{
	draftSeq: number;
	content: ReportContent;
	row: Awaited<ReturnType<typeof lockReport>>;
	changed: string[];
}> {
	const row = await lockReport(trx, head.id);
	const draft = await readDraft(trx, head.id, ALL);
	const stored = mergeContent(draft.open, draft.kept);
	const before = isLive(row.state) ? await refresh(trx, head, stored) : stored;
	const content = recountSummary(stored, applyEdit(before, fields, known));
	if (isDeepStrictEqual(before, content))
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
	const changed = isLive(row.state) ? await saveActions(trx, actor, head, before, content) : [];
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
	const called = await listCalled(db, asked);
	return {
		organisations: new Map(organisations.map(({ id, slug, name }) => [id, { slug, name }])),
		people: new Map(
			asked.map((one) => {
				const { name, role } = called.get(keyOf(one)) ?? {};
				return [one.personId, name ?? role ?? ''];
			})
		)
	};
}
