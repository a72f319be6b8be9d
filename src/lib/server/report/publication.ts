import type { Actor } from '#lib/model/actor.ts';
import { original } from '#lib/model/localised.ts';
import { findGaps } from '#lib/model/report-gaps.ts';
import { mergeContent, splitContent } from '#lib/model/report-visibility.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { getReportToPublish } from './access.ts';
import { readKnown, storeEdit, type DraftInput } from './draft.ts';
import { keepFiles } from './files.ts';
import { lockReport, setReport, updateDraft, type Correction } from './report.rows.ts';
import { findVersionOfDraft, insertVersion, readVersion } from './version.rows.ts';

const ALL = ['public', 'members', 'restricted'] as const;

export interface PublishInput extends DraftInput {
	state: 'provisional' | 'published';
	/** Before the addresses inside the files, e.g. https://emvod.example */
	origin: string;
}

/**
 * Saves what the form says and freezes it as the next version, with its files, in one transaction.
 * The same draft published twice is one version: the second call answers with the first's number.
 * @throws {AppError} `report_gaps` (422), `report_changed`, `report_state` (409), `not_found`
 */
export async function publishReport(
	db: Db,
	actor: Actor,
	slug: string,
	input: PublishInput
): Promise<{ version: number; isNew: boolean }> {
	const head = await getReportToPublish(db, actor, slug);
	const known = await readKnown(db);
	return db.transaction().execute(async (trx) => {
		const { draftSeq, content, row } = await storeEdit(trx, head, input, known);
		const same = await findVersionOfDraft(trx, head.id, draftSeq);
		if (same && input.state === row.state) return { version: row.version, isNew: false };
		if (row.state === 'withdrawn' || (row.state === 'published' && !row.correction))
			throw new AppError('report_state', 409, 'This report is published already.');
		const gaps = findGaps(content);
		if (gaps.length)
			throw new AppError('report_gaps', 422, 'The report cannot be published yet.', {
				gaps: gaps.length
			});
		const version = row.version + 1;
		const at = await insertVersion(trx, {
			reportId: head.id,
			version,
			draftSeq: same ? null : draftSeq,
			state: input.state,
			kind: row.correction?.kind ?? 'first',
			reason: row.correction?.reason ?? null,
			actorId: actor.personId,
			...splitContent(content)
		});
		await setReport(trx, head.id, { state: input.state, version, correction: null });
		const { open } = splitContent(content);
		await keepFiles(trx, head.id, open, {
			slug: head.slug,
			version,
			state: input.state,
			at: at.toISOString(),
			address: `${input.origin}/reports/${head.slug}/v${version}`,
			origin: input.origin
		});
		return { version, isNew: true };
	});
}

/**
 * Opens a published report for correction: the draft becomes the last version again. While a
 * correction is open, a second editor joins it.
 * @throws {AppError} `report_reason` (422), `report_state` (409), `not_found`
 */
export async function correctReport(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: { kind: Correction['kind']; reason: string }
): Promise<void> {
	const head = await getReportToPublish(db, actor, slug);
	if (!input.reason.trim())
		throw new AppError('report_reason', 422, 'A correction needs a reason.');
	await db.transaction().execute(async (trx) => {
		const row = await lockReport(trx, head.id);
		if (row.state !== 'published')
			throw new AppError('report_state', 409, 'Only a published report is corrected.');
		if (row.correction) return;
		const last = await readVersion(trx, head.id, row.version, ALL);
		await updateDraft(
			trx,
			head.id,
			row.draftSeq,
			splitContent(mergeContent(last!.open, last!.kept))
		);
		await setReport(trx, head.id, {
			correction: { kind: input.kind, reason: original(head.language, input.reason.trim()) }
		});
	});
}

/**
 * Takes a published report back. Its address stays and says so, with the date and the reason.
 * @throws {AppError} `report_reason` (422), `report_state` (409), `not_found`
 */
export async function withdrawReport(
	db: Db,
	actor: Actor | null,
	slug: string,
	reason: string
): Promise<void> {
	const head = await getReportToPublish(db, actor, slug);
	if (!reason.trim()) throw new AppError('report_reason', 422, 'A withdrawal needs a reason.');
	await db.transaction().execute(async (trx) => {
		const row = await lockReport(trx, head.id);
		if (row.state !== 'published' && row.state !== 'provisional')
			throw new AppError('report_state', 409, 'Only a published report is withdrawn.');
		await setReport(trx, head.id, {
			state: 'withdrawn',
			withdrawnAt: new Date(),
			withdrawnReason: reason.trim()
		});
	});
}
