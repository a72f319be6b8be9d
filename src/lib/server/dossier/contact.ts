import type { Pool } from 'pg';
import type { Actor } from '#lib/model/actor.ts';
import type { DossierLink } from '#lib/model/dossier.ts';
import type { Contact } from '#lib/model/dossier-form.ts';
import { pathIn, pickLocale, show, type Localised } from '#lib/model/localised.ts';
import { m } from '#lib/paraglide/messages.js';
import { countFailure, refuseThrottled } from '#lib/server/people/throttle.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import { enqueue } from '#lib/server/platform/jobs.ts';
import { findDisclaimer } from './disclaimer.rows.ts';
import { findContactRow } from './contact.rows.ts';

/** What the contact page shows; never the address. @throws {AppError} `not_found` without one */
export async function getContact(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<DossierLink & { disclaimer: Localised | null }> {
	const row = await findContactRow(db, actor, slug);
	if (!row) throw notFound();
	return { slug: row.slug, title: row.title, disclaimer: await findDisclaimer(db, row.id) };
}

/**
 * Mails a message to the role address of a dossier that the actor may read, in the language in which
 * the dossier is written: whoever receives it is not the visitor. The sender's address stands in the
 * text and is kept nowhere else. Open to everyone, throttled per network address. A message that fills in the hidden field is taken for a program's:
 * it is told the same and not sent.
 * @throws {AppError} `not_found`, `throttled` (429)
 */
export async function sendContact(
	db: Db,
	pool: Pool,
	actor: Actor | null,
	slug: string,
	input: Contact,
	from: { address: string; origin: string }
): Promise<void> {
	const row = await findContactRow(db, actor, slug);
	if (!row) throw notFound();
	await refuseThrottled(pool, 'contact-address', from.address);
	await countFailure(pool, 'contact-address', from.address);
	if (input.website) return;
	const locale = pickLocale(row.title.original);
	const link = from.origin + pathIn(locale, `/dossiers/${row.slug}`);
	const { name, email, message } = input;
	await enqueue(db, 'mail-send', {
		to: row.email,
		replyTo: email,
		subject: m.contact_mail_subject({ dossier: show(row.title, locale).text }, { locale }),
		text: m.contact_mail_text({ name, email, message, link }, { locale })
	});
}
