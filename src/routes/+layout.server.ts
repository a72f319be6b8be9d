import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
	actor: locals.actor && {
		personId: locals.actor.personId,
		name: locals.actor.name,
		isGuest: locals.actor.isGuest
	}
});
