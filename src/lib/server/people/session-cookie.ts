import type { RequestEvent } from '@sveltejs/kit';
import { COOKIE } from './sessions.ts';

export const SESSION_COOKIE = COOKIE;

function options(event: RequestEvent) {
	// Loopback is served over plain http; everywhere else the cookie travels over TLS only.
	return {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:'
	} as const;
}

export function setSessionCookie(event: RequestEvent, id: string): void {
	event.cookies.set(COOKIE, id, { ...options(event), maxAge: 10 * 86_400 });
}

export function clearSessionCookie(event: RequestEvent): void {
	event.cookies.delete(COOKIE, options(event));
}
