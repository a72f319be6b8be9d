import type { Handle } from '@sveltejs/kit';
import { routeEntries } from '../people/entries.ts';

/** How the address of a file ends, and the route that gives it: `.pdf`, `.[format=reportformat]`. */
const ENDING = /\.[a-z]+$/;
const ROUTE_ENDING = /\.(?:[a-z]+|\[[^\]]+\])$/;

/**
 * Whoever opens in a browser a file that is not there, was withdrawn or may not be read gets the page
 * that says so at the address without the ending, with its ways on: SvelteKit itself has but a bare
 * line for what is no page. Programs are answered as before.
 */
export const handleFileFault: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { method, headers } = event.request;
	const { pathname } = event.url;
	const route = event.route.id ?? '';
	if (response.status < 400 || method !== 'GET' || event.isDataRequest) return response;
	if (!headers.get('accept')?.includes('text/html') || !ENDING.test(pathname)) return response;
	if (!ROUTE_ENDING.test(route) || !routeEntries[route.replace(ROUTE_ENDING, '')]) return response;
	const page = await event.fetch(pathname.replace(ENDING, ''));
	if (page.status !== response.status) return response;
	return new Response(page.body, { status: page.status, headers: page.headers });
};
