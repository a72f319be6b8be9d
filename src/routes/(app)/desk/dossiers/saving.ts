import { redirect, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import type { Actor } from '#lib/model/actor.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { getDb, type Db } from '#lib/server/platform/db.ts';
import { runForm } from '#lib/server/platform/form.ts';

type Schema = v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>;
type Event = RequestEvent<{ slug: string }>;
type Save<S extends Schema, R> = (
	db: Db,
	actor: Actor | null,
	slug: string,
	input: v.InferOutput<S>
) => Promise<R>;

/**
 * An action of a dossier's desk (or that of another thing under `desk`): reads the form, saves, and
 * leads back to the section it came from, which says so. A refusal comes back with everything that
 * was typed.
 * @param more What the address says of the outcome, beside that it was saved
 */
export function saving<S extends Schema, R>(
	schema: S,
	section: string,
	save: Save<S, R>,
	desk = '/desk/dossiers',
	more: (saved: R) => string = () => ''
) {
	return async ({ locals, params, request }: Event) =>
		runForm(schema, await request.formData(), async (input) => {
			const saved = await save(getDb(), locals.actor, params.slug, input);
			redirect(303, localizeHref(`${desk}/${params.slug}${section}?saved${more(saved)}`));
		});
}
