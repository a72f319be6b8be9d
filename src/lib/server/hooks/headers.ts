import type { Handle } from '@sveltejs/kit';
import { getConfig } from '../platform/config.ts';

/** Headers every answer carries, and LiveKit's origin in the content policy where it is configured. */
export const handleHeaders: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { headers } = response;
	headers.set('x-content-type-options', 'nosniff');
	if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'same-origin');
	headers.set(
		'permissions-policy',
		'camera=(self), microphone=(self), display-capture=(self), geolocation=()'
	);
	if (event.url.protocol === 'https:')
		headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
	const policy = headers.get('content-security-policy');
	if (policy && !policy.includes('connect-src'))
		headers.set('content-security-policy', `${policy}; connect-src ${connectSources().join(' ')}`);
	if (event.locals.actor && !headers.has('cache-control'))
		headers.set('cache-control', 'private, no-store');
	return response;
};

function connectSources(): string[] {
	const livekit = getConfig().LIVEKIT_URL;
	if (!livekit) return ["'self'"];
	const { host, protocol } = new URL(livekit);
	return ["'self'", `${protocol}//${host}`, `${protocol === 'wss:' ? 'https:' : 'http:'}//${host}`];
}
