import { json } from '@sveltejs/kit';
import { getOrganisation } from '#lib/server/dossier/organisation.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	readAt(event, 'organisation', async (slug) =>
		json(await getOrganisation(getDb(), event.locals.actor, slug))
	);
