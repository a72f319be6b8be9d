import type { Handle } from '@sveltejs/kit';
import { readSession } from '../people/sessions.ts';
import { clearSessionCookie, SESSION_COOKIE, setSessionCookie } from '../people/session-cookie.ts';
import { getDb } from '../platform/db.ts';

/** Who asks: fills `locals.actor` from the session cookie, prolongs or clears the cookie. */
export const handleActor: Handle = async ({ event, resolve }) => {
	const id = event.cookies.get(SESSION_COOKIE);
	const found = id ? await readSession(getDb(), id) : undefined;
	event.locals.actor = found?.actor ?? null;
	event.locals.sessionId = found ? id! : null;
	if (id && !found) clearSessionCookie(event);
	if (id && found?.renewed) setSessionCookie(event, id);
	return resolve(event);
};
