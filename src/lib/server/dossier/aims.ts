import type { Actor } from '#lib/model/actor.ts';
import type { Aim } from '#lib/model/entry-form.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { listAimRows, swapAim, type AimRow } from './aims.rows.ts';
import { findFresh, putEntry, recordStep, requireEditor } from './editing.ts';

export async function listAims(db: Db, actor: Actor | null, slug: string): Promise<AimRow[]> {
	const { id } = await requireEditor(db, actor, slug);
	return listAimRows(db, id);
}

/** Adds an aim at the end or changes one. @throws {AppError} `entry_changed`, `not_found` */
export async function saveAim(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: Aim
): Promise<string> {
	const dossier = await requireEditor(db, actor, slug);
	return db.transaction().execute(async (trx) => {
		const found = await findFresh(trx, 'objective', dossier.id, input);
		const text = mergeTexts((found?.row.text as Localised | undefined) ?? null, input.text);
		const last = (await listAimRows(trx, dossier.id)).at(-1)?.position ?? 0;
		const id = await putEntry(trx, 'objective', dossier.id, found ? input.id : undefined, {
			text: JSON.stringify(text),
			position: (found?.row.position as number | undefined) ?? last + 1
		});
		await recordStep(trx, dossier, found ? 'aim-changed' : 'aim-added', text);
		return id;
	});
}

/** Moves an aim one place; at the end of the list nothing happens. */
export async function moveAim(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ id, direction }: { id: string; direction: 'up' | 'down' }
): Promise<void> {
	const dossier = await requireEditor(db, actor, slug);
	await db.transaction().execute((trx) => swapAim(trx, dossier.id, id, direction));
}
