import type { Actor } from '#lib/model/actor.ts';
import { original } from '#lib/model/localised.ts';
import { findGaps } from '#lib/model/report-gaps.ts';
import { mayBecome, type Correction } from '#lib/model/report-life.ts';
import { splitContent } from '#lib/model/report-visibility.ts';
import { tellActions } from '../notes/actions.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { enqueue } from '../platform/jobs.ts';
import { getReportToPublish, mayCorrectSubstance } from './access.ts';
import { leaveCorrection, readWhole, restoreDraft } from './correction.ts';
import { dropTakenOut, sayTakenOut } from './taken-out.ts';
import { discloseDraft, readKnown, saveActions, storeEdit, type DraftInput } from './draft-edit.ts';
import { showsCarried } from './draft-fields.ts';
import { keepFiles } from './files.ts';
import { findReport, lockReport, setReport } from './report.rows.ts';
import { saveSpoken } from './speakers.ts';
import { requireNoSubstance } from './substance.ts';
import { keepTranslations } from './translation.ts';
import { isStillSaid } from './version.ts';
import { findVersionOfDraft, insertVersion } from './version.rows.ts';
import { insertWithdrawal } from './withdrawal.rows.ts';

const ALL = ['public', 'members', 'restricted'] as const;

export interface PublishInput extends DraftInput {
	state: 'provisional' | 'published';
	/** Before the addresses inside the files, e.g. https://emvod.example */
	origin: string;
}

/**
 * Saves what the form says and freezes it as the next version, with its files, in one transaction.
 * The same draft published twice is one version: the second call answers with the first's number.
 * A correction of substance is published by the chair of the meeting; an editorial one changes none.
 * @throws {AppError} `report_gaps`, `report_substance` (422), `report_changed`, `report_state` (409),
 * `report_chair` (403), `not_found`
 */
export async function publishReport(
	db: Db,
	actor: Actor,
	slug: string,
	input: PublishInput
): Promise<{ version: number; isNew: boolean }> {
	const head = await getReportToPublish(db, actor, slug);
	const known = await readKnown(db, actor, head);
	const given = { ...input, givesAnswers: true };
	const { changed, ...result } = await db.transaction().execute(async (trx) => {
		const { changed, ...edit } = await storeEdit(trx, actor, head, given, known);
		const { draftSeq, content: stored, row } = edit;
		// Names and links as they may be given out today, not as they were when the draft was filed.
		const content = await discloseDraft(trx, { ...head, ...row }, stored, ALL);
		if (!showsCarried(content, input.fields))
			throw new AppError('report_changed', 409, 'An action came into this draft meanwhile.');
		const same = await findVersionOfDraft(trx, head.id, draftSeq);
		if (same && input.state === row.state && (await isStillSaid(trx, head.id, row, content)))
			return { version: row.version, isNew: false, changed };
		if (!mayBecome(row.state, input.state, row.correction !== null))
			throw new AppError('report_state', 409, 'This report is published already.');
		// The secretariat prepares a correction of substance; where there is a chair, its word counts.
		if (row.correction?.kind === 'substantive' && !mayCorrectSubstance(head, actor))
			throw new AppError(
				'report_chair',
				403,
				'A correction of substance is published by the chair.'
			);
		await requireNoSubstance(trx, actor, { ...head, ...row }, content);
		const gaps = findGaps(content);
		if (gaps.length)
			throw new AppError('report_gaps', 422, 'The report cannot be published yet.', {
				gaps: gaps.length,
				missing: [...new Set(gaps.map(({ code }) => code))].join(' ')
			});
		const version = row.version + 1;
		const text = splitContent(content);
		const at = await insertVersion(trx, {
			reportId: head.id,
			version,
			draftSeq: same ? null : draftSeq,
			state: input.state,
			kind: row.correction?.kind ?? 'first',
			reason: row.correction?.reason ?? null,
			actorId: actor.personId,
			...text
		});
		if (row.version > 0) {
			const last = await readWhole(trx, head.id, row.version);
			const { correction } = row;
			if (correction) changed.push(...(await saveActions(trx, actor, head, last, content)));
			// What the version before said is dropped once this one says it no more.
			const why = correction ? tellReason(correction) : sayTakenOut(content);
			changed.push(...(await dropTakenOut(trx, actor, head, why, last, content)));
			if (correction) {
				await saveSpoken(trx, last, content);
				await keepTranslations(trx, head.id, version, splitContent(last).open, text.open);
			}
		}
		if (row.state === 'withdrawn')
			await insertWithdrawal(trx, head.id, {
				actorId: actor.personId,
				isReadable: row.correction?.isReadable === true
			});
		await setReport(trx, head.id, { state: input.state, version, ...IN_FORCE });
		if (input.state === 'provisional') await enqueue(trx, 'report-mails-send', {});
		await keepFiles(trx, head.id, {
			slug: head.slug,
			version,
			state: input.state,
			at: at.toISOString(),
			address: `${input.origin}/reports/${head.slug}/v${version}`,
			origin: input.origin
		});
		return { version, isNew: true, changed };
	});
	await tellActions(db, changed);
	return result;
}

const tellReason = ({ reason }: Correction) => reason.texts[reason.original] ?? '';

/** A version that is given out: nothing that ended the one before holds any more. */
const IN_FORCE = {
	correction: null,
	withdrawnAt: null,
	withdrawnBy: null,
	withdrawnReason: null,
	supersededBy: null,
	supersededAt: null
};

/**
 * Opens a published report for correction: the draft becomes the last version again. One correction
 * is open at a time; asking for the same one again changes nothing.
 * @throws {AppError} `report_reason` (422), `report_state`, `correction_open` (409, with its kind),
 * `not_found`
 */
export async function correctReport(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: { kind: Exclude<Correction['kind'], 'reinstated'>; reason: string }
): Promise<void> {
	const head = await getReportToPublish(db, actor, slug);
	if (!input.reason.trim())
		throw new AppError('report_reason', 422, 'A correction needs a reason.').about('reason');
	await db.transaction().execute(async (trx) => {
		const row = await lockReport(trx, head.id);
		if (row.state !== 'published')
			throw new AppError('report_state', 409, 'Only a published report is corrected.');
		if (row.correction) {
			const { kind } = row.correction;
			// The same form sent twice opens one correction; another one would lose its reason.
			if (kind === input.kind && tellReason(row.correction) === input.reason.trim()) return;
			throw new AppError(
				'correction_open',
				409,
				`A correction is open already (${kind}). Finish it or give it up first.`,
				{ kind }
			);
		}
		await restoreDraft(trx, head.id, row);
		await setReport(trx, head.id, {
			correction: {
				kind: input.kind,
				reason: original(head.language, input.reason.trim()),
				at: new Date().toISOString(),
				by: actor?.personId
			}
		});
		await enqueue(trx, 'report-mails-send', {});
	});
}

/**
 * Gives up an open correction or reinstatement: the draft becomes the published version again.
 * @throws {AppError} `report_state` (409), `not_found`
 */
export async function dropCorrection(db: Db, actor: Actor | null, slug: string): Promise<void> {
	const head = await getReportToPublish(db, actor, slug);
	await db.transaction().execute(async (trx) => {
		const row = await lockReport(trx, head.id);
		if (!row.correction)
			throw new AppError('report_state', 409, 'No correction of this report is open.');
		await leaveCorrection(trx, head.id, row);
	});
}

/**
 * Says that another published report of the dossier takes this one's place, for instance a
 * consolidated one. The page stays readable and leads there.
 * @throws {AppError} `report_successor` (422), `report_state` (409), `not_found`
 */
export async function supersedeReport(
	db: Db,
	actor: Actor | null,
	slug: string,
	successor: string
): Promise<void> {
	const head = await getReportToPublish(db, actor, slug);
	const next = await findReport(db, successor);
	await db.transaction().execute(async (trx) => {
		const rows = new Map<string, Awaited<ReturnType<typeof lockReport>>>();
		// Always in one order: two that supersede each other at once must not wait for ever.
		for (const id of [...new Set([head.id, next?.id ?? head.id])].sort())
			rows.set(id, await lockReport(trx, id));
		if (!mayBecome(rows.get(head.id)!.state, 'superseded'))
			throw new AppError('report_state', 409, 'Only a published report is superseded.');
		const isFit =
			next && next.id !== head.id && next.dossierId && next.dossierId === head.dossierId;
		if (!isFit || rows.get(next.id)!.state !== 'published')
			throw new AppError('report_successor', 422, 'Choose another published report.').about(
				'successor'
			);
		await leaveCorrection(trx, head.id, rows.get(head.id)!);
		await setReport(trx, head.id, {
			state: 'superseded',
			supersededBy: next.id,
			supersededAt: new Date()
		});
	});
}

/**
 * Takes a published report back. Its address stays and says so, with the date and the reason. The
 * way back is `reinstateReport` (withdrawal.ts).
 * @throws {AppError} `report_reason` (422), `report_state` (409), `not_found`
 */
export async function withdrawReport(
	db: Db,
	actor: Actor | null,
	slug: string,
	reason: string
): Promise<void> {
	const head = await getReportToPublish(db, actor, slug);
	if (!reason.trim())
		throw new AppError('report_reason', 422, 'A withdrawal needs a reason.').about('reason');
	await db.transaction().execute(async (trx) => {
		const row = await lockReport(trx, head.id);
		if (!mayBecome(row.state, 'withdrawn'))
			throw new AppError('report_state', 409, 'Only a published report is withdrawn.');
		await leaveCorrection(trx, head.id, row);
		await setReport(trx, head.id, {
			state: 'withdrawn',
			withdrawnAt: new Date(),
			withdrawnBy: actor?.personId ?? null,
			withdrawnReason: reason.trim()
		});
	});
}
