import { redirect } from '@sveltejs/kit';
import type { Actor } from '#lib/model/actor.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { followMerge } from '#lib/server/people/names.ts';
import { getDb } from '#lib/server/platform/db.ts';

/** Leads on from the address of a person who was merged with another. */
export async function leadToKept(actor: Actor | null, id: string, rest = ''): Promise<void> {
	const kept = await followMerge(getDb(), actor, id);
	if (kept) redirect(308, localizeHref(`/desk/people/${kept}${rest}`));
}
