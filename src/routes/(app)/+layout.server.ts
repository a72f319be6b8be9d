import { redirect } from '@sveltejs/kit';
import { localizeHref } from '#lib/paraglide/runtime.js';
import type { LayoutServerLoad } from './$types';

/** Pages behind sign-in. What a signed-in person may see is decided by the domain functions. */
export const load: LayoutServerLoad = ({ locals, url }) => {
	if (!locals.actor)
		redirect(303, localizeHref(`/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`));
};
