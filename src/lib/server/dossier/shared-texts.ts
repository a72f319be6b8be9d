import { createHash } from 'node:crypto';
import type { Actor } from '#lib/model/actor.ts';
import type { SharedTexts } from '#lib/model/dossier-form.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import type { Localised } from '#lib/model/localised.ts';
import { requireActor } from '#lib/server/people/permissions.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import { refuseStale } from './editing.ts';
import { findSharedTexts, lockSharedTexts, writeSharedText } from './shared-texts.rows.ts';

/** Texts that are written once and stand on every dossier; null: the words of the interface stand there. */
export interface Shared {
	taskforces: Localised | null;
	network: Localised | null;
}

/** Open to everyone: these texts are public. */
export function readSharedTexts(db: Db): Promise<Shared> {
	return findSharedTexts(db);
}

/** What the form shows; for administrators, because the texts stand on everybody's dossiers. */
export async function getSharedTexts(db: Db, actor: Actor | null) {
	requireAdmin(actor);
	const shared = await findSharedTexts(db);
	return { ...shared, version: digest(shared) };
}

/** @throws {AppError} `entry_changed`, `not_found` for whoever is no administrator */
export async function saveSharedTexts(
	db: Db,
	actor: Actor | null,
	input: SharedTexts
): Promise<void> {
	requireAdmin(actor);
	await db.transaction().execute(async (trx) => {
		await lockSharedTexts(trx);
		const before = await findSharedTexts(trx);
		refuseStale(digest(before), input.version);
		for (const key of ['taskforces', 'network'] as const)
			await writeSharedText(trx, key, mergeTexts(before[key], input[key]));
	});
}

function requireAdmin(actor: Actor | null): void {
	requireActor(actor);
	if (!actor.isAdmin) throw notFound();
}

function digest(shared: Shared): string {
	return createHash('sha256').update(JSON.stringify(shared)).digest('hex').slice(0, 16);
}
