import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import {
	levelIn,
	requireActor,
	requireLevel,
	requireSecretary
} from '#lib/server/people/permissions.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import { recordStep, requireEditor, type Step } from './editing.ts';
import { listEditableEvents } from './events.rows.ts';
import { findEvent } from './participant-home.rows.ts';

/** Where participants' reports are looked after: all of a dossier, or those of one event. */
export type Home = { dossier: string } | { event: string };

export interface OpenHome {
	actor: Actor;
	/** Null: the event belongs to no dossier. */
	dossierId: string | null;
	/** Null: all of the dossier. */
	eventId: string | null;
	/** The events a report can be on. */
	events: Array<{ id: string; title: Localised }>;
	/** Whether the actor keeps the names of those who take part. */
	keepsPeople: boolean;
}

/**
 * Opens the home of participants' reports for whoever may write them: editors of the dossier; for
 * an event of no dossier all who publish for one.
 * @throws {AppError} `sign_in`, `not_found`
 */
export async function openHome(db: Db, actor: Actor | null, home: Home): Promise<OpenHome> {
	requireActor(actor);
	if ('dossier' in home) {
		const { id } = await requireEditor(db, actor, home.dossier);
		const events = await listEditableEvents(db, id);
		const keepsPeople = await publishesIn(db, actor, id);
		return { actor, dossierId: id, eventId: null, events, keepsPeople };
	}
	const event = await findEvent(db, actor, home.event);
	if (!event) throw notFound();
	const { id, title, dossierId } = event;
	if (dossierId) await requireLevel(db, actor, dossierId, 'edit');
	else await requireSecretary(db, actor);
	const keepsPeople = dossierId === null || (await publishesIn(db, actor, dossierId));
	return { actor, dossierId, eventId: id, events: [{ id, title }], keepsPeople };
}

/** Tells the history of the dossier, if there is one. */
export async function tellDossier(
	trx: Trx,
	{ actor, dossierId }: Pick<OpenHome, 'actor' | 'dossierId'>,
	what: Step,
	subject: Localised | null = null
): Promise<void> {
	if (dossierId) await recordStep(trx, { id: dossierId, actor }, what, subject);
}

async function publishesIn(db: Db, actor: Actor, dossierId: string): Promise<boolean> {
	return (await levelIn(db, actor, dossierId)) === 'publish';
}
