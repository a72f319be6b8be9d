import { includes, type Actor } from '#lib/model/actor.ts';
import { isPicture } from '#lib/model/report-annex.ts';
import { mayEdit } from '#lib/model/report-life.ts';
import { splitContent } from '#lib/model/report-visibility.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { tellActions } from '../notes/actions.ts';
import { openMedia, removeMedia, saveMedia, type Media } from '../platform/storage.ts';
import { getReport, getReportToPublish, listReaders, requireNotWithdrawn } from './access.ts';
import { inspectFile, refuseType } from './annex-file.ts';
import { findAnnex, findAnyAnnex, insertAnnex } from './annex.rows.ts';
import { isDrawable } from './pdf.ts';
import { readKnown, storeEdit, type DraftInput } from './draft-edit.ts';
import { updateDraft } from './report.rows.ts';

export interface AnnexInput extends DraftInput {
	file: Uint8Array;
	/** Its name on the device; shown as title where none was typed, and used for nothing else. */
	name: string;
	title: string;
}

/**
 * Saves what the form says and attaches a file to the draft, readable by the secretariat until it is
 * given to others. What the file is called on the device decides nothing.
 * @throws {AppError} `annex_size`, `annex_pixels` (413), `annex_type` (415), `report_changed`, `report_state` (409),
 * `not_found`
 */
export async function addAnnex(
	db: Db,
	actor: Actor,
	slug: string,
	input: AnnexInput
): Promise<void> {
	const head = await getReportToPublish(db, actor, slug);
	const { extension, ...kind } = await inspectFile(input.file);
	if (isPicture(kind) && !(await isDrawable(Buffer.from(input.file), kind.type)))
		throw refuseType();
	const known = await readKnown(db, actor, head);
	const { name: file, bytes } = await saveMedia(input.file, extension);
	let told: string[];
	try {
		told = await db.transaction().execute(async (trx) => {
			const edit = await storeEdit(trx, actor, head, input, known);
			const { content, draftSeq, row: report } = edit;
			if (!mayEdit(report.state, report.correction !== null))
				throw new AppError('report_state', 409, 'A published report is changed by correcting it.');
			const row = { ...kind, file, bytes, reportId: head.id, actorId: actor.personId };
			const id = await insertAnnex(trx, row);
			const title = nameAnnex(input) || file;
			const n = Math.max(-1, ...content.annexes.map((annex) => annex.n)) + 1;
			content.annexes.push({
				id,
				n,
				title: { text: title, lang: content.language },
				href: `/reports/${head.slug}/annexes/${id}`,
				visibility: 'restricted',
				file: { ...kind, bytes },
				alt: ''
			});
			await updateDraft(trx, head.id, draftSeq, splitContent(content));
			return edit.changed;
		});
	} catch (fault) {
		await removeMedia(file);
		throw fault;
	}
	await tellActions(db, told);
}

function nameAnnex({ title, name }: AnnexInput): string {
	const own = title.trim() || name.replace(/\.[^.]*$/, '').trim();
	return own.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 300);
}

/**
 * The file of an annex for whoever may read a version that names it; those who publish get it from
 * the draft on.
 * @throws {AppError} `not_found`, `moved`, `report_withdrawn`
 */
export async function readAnnex(
	db: Db,
	actor: Actor | null,
	slug: string,
	id: string
): Promise<{ media: Media; type: string; file: string; isPublic: boolean }> {
	const { head, level } = await getReport(db, actor, slug);
	const mayPublish = includes(level, 'publish');
	// Whoever publishes a withdrawn report again sees what is attached to it.
	if (!mayPublish) await requireNotWithdrawn(db, head, level);
	const own = await findAnnex(db, head, id, listReaders(level));
	const found = own ?? (mayPublish ? await findAnyAnnex(db, head.id, id) : undefined);
	const media = found && (await openMedia(found.file));
	if (!media) throw notFound();
	const isPublic = actor === null;
	return { media, type: found.type, file: found.file, isPublic };
}
