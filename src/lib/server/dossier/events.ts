import { randomBytes } from 'node:crypto';
import type { Actor } from '#lib/model/actor.ts';
import type { ExternalEvent } from '#lib/model/entry-form.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import { resolveOrganisation } from '#lib/server/people/naming.ts';
import { findFreeSlug } from '#lib/server/platform/addresses.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import { AppError, notFound } from '#lib/server/platform/errors.ts';
import { json } from '#lib/server/platform/import.ts';
import { recordStep, refuseStale, requireEditor } from './editing.ts';
import {
	insertEvent,
	listEditableEvents,
	lockEvent,
	replaceDays,
	updateEvent,
	type EditableEvent
} from './events.rows.ts';

const MOST_DAYS = 31;

export async function listEvents(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<EditableEvent[]> {
	const { id } = await requireEditor(db, actor, slug);
	return listEditableEvents(db, id);
}

/**
 * Files an event of others in a dossier, or changes it: who hosts it, and who presented the
 * taskforce there.
 * @throws {AppError} `event_days` (422), `entry_changed`, `organisation_unknown`, `not_found`
 */
export async function saveEvent(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: ExternalEvent
): Promise<string> {
	const dossier = await requireEditor(db, actor, slug);
	const days = listDays(input.date, input.to ?? input.date);
	return db.transaction().execute(async (trx) => {
		const found = input.id ? await findEvent(trx, dossier.id, input) : undefined;
		const title = mergeTexts(found?.title ?? null, input.title);
		const values = {
			title: JSON.stringify(title),
			objective: json(mergeTexts(found?.objective ?? null, input.objective)),
			hostId: await resolveOrganisation(trx, input.host, 'host'),
			presentedById: await resolveOrganisation(trx, input.presentedBy, 'presentedBy'),
			mode: input.mode,
			city: input.city,
			status: input.status,
			registration: mergeRegistration(found?.registration ?? null, input.registration)
		};
		if (found) await updateEvent(trx, found.id, values);
		const id =
			found?.id ??
			(await insertEvent(trx, {
				...values,
				dossierId: dossier.id,
				kind: 'external-event',
				slug: await findFreeSlug(trx, 'meeting', title.texts[title.original] ?? ''),
				roomName: randomBytes(16).toString('base64url')
			}));
		await replaceDays(trx, id, days);
		await recordStep(trx, dossier, found ? 'event-changed' : 'event-added', title);
		return id;
	});
}

async function findEvent(trx: Trx, dossierId: string, { id, version }: ExternalEvent) {
	const found = await lockEvent(trx, dossierId, id);
	if (!found) throw notFound();
	refuseStale(found.version, version);
	return found;
}

/** An empty address keeps saying that there is a registration, if there was one: it is only not known. */
function mergeRegistration(before: object | null, url: string | null): string | null {
	if (url) return JSON.stringify({ ...before, url });
	return before && JSON.stringify({ ...before, url: null });
}

/** Every date from the first to the last. @throws {AppError} `event_days` */
function listDays(first: string, last: string): string[] {
	const days: string[] = [];
	for (
		let at = new Date(`${first}T00:00:00Z`);
		at.toISOString().slice(0, 10) <= last && days.length <= MOST_DAYS;
		at = new Date(at.getTime() + 86_400_000)
	)
		days.push(at.toISOString().slice(0, 10));
	if (!days.length || days.length > MOST_DAYS)
		throw new AppError('event_days', 422, `An event lasts 1 to ${MOST_DAYS} days.`, {
			most: MOST_DAYS
		}).about('to');
	return days;
}
