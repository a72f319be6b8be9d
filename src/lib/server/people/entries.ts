import type { Actor } from '#lib/model/actor.ts';
import type { ClientEvent } from '#lib/realtime/events.ts';
import { AppError, notFound } from '../platform/errors.ts';

/**
 * What it takes to come in at all; `program` proves itself by a signature of its own. Which object
 * one may see or change is decided by the domain function behind, on its first line.
 */
export type Entry = 'public' | 'signed-in' | 'admin' | 'program';

/** One row for every socket event; a test compares it with realtime/events.ts. */
export const eventEntries: Record<ClientEvent, Entry> = {
	'clock:ping': 'signed-in',
	'meeting:join': 'signed-in',
	'meeting:leave': 'signed-in',
	'meeting:cmd': 'signed-in',
	'room:token': 'signed-in',
	'room:mute': 'signed-in',
	'room:remove': 'signed-in',
	'room:readmit': 'signed-in',
	'doc:join': 'signed-in',
	'doc:leave': 'signed-in',
	'doc:push': 'signed-in',
	'doc:caret': 'signed-in',
	'doc:html': 'signed-in',
	'action:set': 'signed-in'
};

/** One row for every route; a route without a row does not exist, and a test fails. */
export const routeEntries: Record<string, Entry> = {
	'/(app)/account': 'signed-in',
	'/(app)/account/data.json': 'signed-in',
	'/(app)/desk': 'signed-in',
	'/(app)/desk/actions': 'signed-in',
	'/(app)/desk/organisations': 'signed-in',
	'/(app)/desk/organisations/[slug]': 'signed-in',
	'/(app)/desk/organisations/[slug]/merge': 'signed-in',
	'/(app)/desk/organisations/new': 'signed-in',
	'/(app)/desk/people': 'signed-in',
	'/(app)/desk/people/[id=uuid]': 'signed-in',
	'/(app)/desk/people/[id=uuid]/data.json': 'signed-in',
	'/(app)/desk/people/[id=uuid]/merge': 'signed-in',
	'/(app)/desk/events/[slug]': 'signed-in',
	'/(app)/desk/import': 'signed-in',
	'/(app)/desk/meetings': 'signed-in',
	'/(app)/desk/meetings/[slug]': 'signed-in',
	'/(app)/desk/meetings/[slug]/attendance': 'signed-in',
	'/(app)/desk/meetings/[slug]/held': 'signed-in',
	'/(app)/desk/meetings/[slug]/invited': 'signed-in',
	'/(app)/desk/meetings/[slug]/letters': 'signed-in',
	'/(app)/desk/publications': 'signed-in',
	'/(app)/desk/reports/[slug]': 'signed-in',
	'/(app)/desk/reports/[slug]/preview': 'signed-in',
	'/(app)/desk/reports/[slug]/translation': 'signed-in',
	'/(app)/desk/dossiers': 'signed-in',
	'/(app)/desk/dossiers/[slug]': 'signed-in',
	'/(app)/desk/dossiers/[slug]/events': 'signed-in',
	'/(app)/desk/dossiers/[slug]/figures': 'signed-in',
	'/(app)/desk/dossiers/[slug]/history': 'signed-in',
	'/(app)/desk/dossiers/[slug]/money': 'signed-in',
	'/(app)/desk/dossiers/[slug]/organisations': 'signed-in',
	'/(app)/desk/dossiers/[slug]/publications': 'signed-in',
	'/(app)/desk/dossiers/[slug]/reports': 'signed-in',
	'/(app)/desk/dossiers/[slug]/results': 'signed-in',
	'/(app)/desk/dossiers/[slug]/schools': 'signed-in',
	'/(app)/desk/dossiers/[slug]/schools.csv': 'signed-in',
	'/(app)/desk/texts': 'admin',
	'/(app)/library/[slug]/edit': 'signed-in',
	'/(app)/meetings/[slug]/agenda': 'signed-in',
	'/(app)/meetings/[slug]/display': 'signed-in',
	'/(app)/meetings/[slug]/invitations': 'signed-in',
	'/(app)/meetings/[slug]/notes/[item=uuid]': 'signed-in',
	'/(app)/meetings/[slug]/room': 'signed-in',
	'/(public)': 'public',
	'/(public)/accessibility': 'public',
	'/(public)/answer/[token]': 'public',
	'/(public)/calendar.ics': 'public',
	'/(public)/dossiers': 'public',
	'/(public)/dossiers/[slug]': 'public',
	'/(public)/dossiers/[slug].json': 'public',
	'/(public)/dossiers/[slug]/calendar.ics': 'public',
	'/(public)/dossiers/[slug]/contact': 'public',
	'/(public)/dossiers/[slug]/feed.atom': 'public',
	'/(public)/events/[slug]': 'public',
	'/(public)/events/[slug].json': 'public',
	'/(public)/feed.atom': 'public',
	'/(public)/invitation/[token]': 'public',
	'/(public)/library': 'public',
	'/(public)/dossiers.json': 'public',
	'/(public)/library.json': 'public',
	'/(public)/library/[slug]': 'public',
	'/(public)/library/[slug].json': 'public',
	'/(public)/library/[slug]/chapters.vtt': 'public',
	'/(public)/library/[slug]/film.mp4': 'public',
	'/(public)/library/[slug]/poster.jpg': 'public',
	'/(public)/library/[slug]/subtitles/[file]': 'public',
	'/(public)/meetings/[slug]': 'public',
	'/(public)/meetings/[slug].ics': 'public',
	'/(public)/meetings/[slug].json': 'public',
	'/(public)/meetings/[slug]/programme.pdf': 'public',
	'/(public)/organisations/[slug]': 'public',
	'/(public)/organisations/[slug].json': 'public',
	'/(public)/privacy': 'public',
	'/(public)/reports/[slug]': 'public',
	'/(public)/reports/[slug].[format=reportformat]': 'public',
	'/(public)/reports/[slug]/[range=reportrange]': 'public',
	'/(public)/reports/[slug]/annexes/[id=uuid]': 'public',
	'/(public)/reports/[slug]/[version=reportversion]': 'public',
	'/(public)/reports/[slug]/[version=reportversion].[format=reportformat]': 'public',
	'/(public)/search': 'public',
	'/(public)/search.json': 'public',
	'/(public)/sign-in': 'public',
	'/(public)/sign-out': 'public',
	'/(public)/sitemap.xml': 'public',
	'/api/livekit/webhook': 'program',
	'/api/notes/[docId]': 'signed-in',
	'/healthz': 'program',
	'/readyz': 'program'
};

/** @throws {AppError} `sign_in` (401) for a visitor, `not_found` where an actor may not come in */
export function requireEntry(entry: Entry | undefined, actor: Actor | null): void {
	if (!entry) throw notFound();
	if (entry === 'public' || entry === 'program') return;
	if (!actor) throw new AppError('sign_in', 401, 'Sign in first.');
	if (entry === 'admin' && !actor.isAdmin) throw notFound();
}
