import { redirect, type Handle } from '@sveltejs/kit';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { requireEntry, routeEntries } from '../people/entries.ts';
import { showError } from '../platform/error-page.ts';
import { AppError } from '../platform/errors.ts';

/**
 * Nobody comes into a route that its row in the rights table does not open. A person who has yet to
 * sign in is led to the form and back; a program is told.
 */
export const handleEntry: Handle = ({ event, resolve }) => {
	const route = event.route.id;
	if (route === null) return resolve(event);
	// No name of ours holds the character zero, and the database refuses to look for one.
	if (/%00/.test(event.url.pathname)) showError(404, { message: 'Not found', code: 'not_found' });
	if (/%00/.test(event.url.search))
		showError(400, { message: 'This message could not be read.', code: 'malformed' });
	try {
		requireEntry(routeEntries[route], event.locals.actor);
	} catch (fault) {
		if (!(fault instanceof AppError)) throw fault;
		const isPage =
			event.isDataRequest || event.request.headers.get('accept')?.includes('text/html');
		if (fault.status === 401 && isPage && event.request.method === 'GET')
			redirect(
				303,
				localizeHref(`/sign-in?to=${encodeURIComponent(event.url.pathname + event.url.search)}`)
			);
		showError(fault.status, { message: fault.message, code: fault.code });
	}
	return resolve(event);
};
