import { json } from '@sveltejs/kit';
import { getOrganisation } from '#lib/server/dossier/organisation.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params }) =>
	orError(async () => json(await getOrganisation(getDb(), locals.actor, params.slug)));
