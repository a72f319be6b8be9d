import type { Actor } from '#lib/model/actor.ts';
import { requireActor } from '../people/permissions.ts';
import { requireKeeper } from '../people/names.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { readPersonData } from './person-export.rows.ts';

/**
 * Everything that is stored about a person, for themself or for whoever keeps their record (GDPR,
 * articles 15 and 20). Secrets are left out: password and session hashes say nothing about anybody.
 * @throws {AppError} `sign_in`, `not_found`
 */
export async function exportPerson(db: Db, actor: Actor | null, personId: string) {
	requireActor(actor);
	if (actor.personId !== personId) await requireKeeper(db, actor, personId);
	const data = await readPersonData(db, personId);
	if (!data) throw notFound();
	return { exportedAt: new Date().toISOString(), ...data };
}
