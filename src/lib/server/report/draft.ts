import { includes, type Actor } from '#lib/model/actor.ts';
import { listAnswers } from '#lib/model/comment-answer.ts';
import { findGaps, type Gap } from '#lib/model/report-gaps.ts';
import { REASON_FIELD } from '#lib/model/report-life.ts';
import type { Substance } from '#lib/model/report-substance.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { ReportContent, Visibility } from '#lib/model/report.ts';
import { mergeContent } from '#lib/model/report-visibility.ts';
import { mayEditMeeting } from '../meeting/facts.ts';
import { listOwningPeople, type OwningPerson } from '../meeting/owner.rows.ts';
import { hasSeat } from '../meeting/seat.rows.ts';
import { tellActions } from '../notes/actions.ts';
import type { Db } from '../platform/db.ts';
import { getLevel, getReportToPublish, listReaders, mayCorrectSubstance } from './access.ts';
import {
	discloseDraft,
	EVERYBODY,
	readKnown,
	refreshDraft,
	storeEdit,
	type DraftInput
} from './draft-edit.ts';
import { listComments } from './comment.rows.ts';
import { listReason } from './correction-reason.ts';
import { takeOutRefused } from './disclosure.ts';
import { warnOfNames, type DraftName } from './draft-names.ts';
import { warnOfRefused, type RefusedWarning } from './draft-refused.ts';
import { keepChanged, listFields, sealFields } from './draft-fields.ts';
import { applyEdit } from './edit.ts';
import { compareFacts, type ComparedFacts } from './facts.ts';
import { findLaterNotes, type LaterNotes } from './later-notes.ts';
import { listOrganisations } from './organisation.rows.ts';
import { findReport, readDraft, type ReportHead } from './report.rows.ts';
import { findSubstance } from './substance.ts';
import { listSuccessors } from './successor.rows.ts';
import { recountSummary } from './suggestion.ts';

export interface Draft {
	head: ReportHead;
	draftSeq: number;
	/** What the form of this draft holds, so that it is known later what was changed in it. */
	opened: string;
	content: ReportContent;
	gaps: Gap[];
	/** What of it an open correction may not change without the chair, or not at all. */
	substance: Substance[];
	facts: ComparedFacts & { mayEdit: boolean };
	/** What is told, but keeps nothing from being published. */
	names: DraftName[];
	/** Names in it that nobody will read, because they were refused. */
	refusedNames: RefusedWarning[];
	/** Items whose notes went on after this draft was made of them. */
	laterNotes: LaterNotes[];
	organisations: Awaited<ReturnType<typeof listOrganisations>>;
	/** Who may own an action, as the desk knows them. */
	people: OwningPerson[];
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
	const [draft, comments, organisations, people, successors] = await Promise.all([
		readDraft(db, head.id, EVERYBODY),
		listComments(db, head.id),
		listOrganisations(db),
		listOwningPeople(db, actor, { ids: [head.meetingId] }),
		listSuccessors(db, head)
	]);
	const content = await showDraft(db, head, mergeContent(draft.open, draft.kept), EVERYBODY);
	const reason = listReason(head.correction);
	return {
		head,
		draftSeq: draft.draftSeq,
		opened: sealFields({
			...listFields(content, organisations),
			...reason,
			...listAnswers(comments)
		}),
		content,
		gaps: findGaps(content),
		substance: await findSubstance(db, actor, head, content),
		facts: {
			...(await compareFacts(db, head, content)),
			mayEdit: await mayEditMeeting(db, actor, head.dossierId)
		},
		names: await warnOfNames(db, actor, head, content, reason[REASON_FIELD]),
		refusedNames: await warnOfRefused(db, head, content, reason[REASON_FIELD]),
		laterNotes: await findLaterNotes(db, head, content),
		organisations,
		people,
		successors,
		needsChair: !mayCorrectSubstance(head, actor)
	};
}

/**
 * The draft as a visitor would read it: restricted passages are not even queried, and a refused name
 * that was typed gives way to the role, as it will in every format.
 */
export async function readDraftAsVisitor(db: Db, actor: Actor | null, slug: string) {
	const head = await getReportToPublish(db, actor, slug);
	const { open } = await readDraft(db, head.id, ['public']);
	const shown = await showDraft(db, head, open, ['public']);
	const [content] = await takeOutRefused(db, [{ meetingId: head.meetingId, content: shown }]);
	return { head, content: content! };
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

async function showDraft(
	db: Db,
	head: ReportHead,
	content: ReportContent,
	readers: readonly Visibility[]
): Promise<ReportContent> {
	return discloseDraft(db, head, await refreshDraft(db, head, content), readers);
}

/**
 * Saves the secretariat's text, and the reason of its open correction. When somebody else saved since, nothing is overwritten.
 * @throws {AppError} `not_found`, `report_changed`, `report_state` (409), `report_add_words`,
 * `report_add_organisation`, `title_missing`, `title_too_long`, `report_reason`,
 * `report_reason_long` (422)
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
 * would change of the draft as it stands, what would then be missing, and what is of substance. In all other fields the
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
	const { [REASON_FIELD]: reason } = { ...listReason(head.correction), ...values };
	const names = await warnOfNames(db, actor, head, mine, reason);
	const refusedNames = await warnOfRefused(db, head, mine, reason);
	const substance = await findSubstance(db, actor, head, mine);
	return { values, theirs: content, mine, gaps: findGaps(mine), substance, names, refusedNames };
}
