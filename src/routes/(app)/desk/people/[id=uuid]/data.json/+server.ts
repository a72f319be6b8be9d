import { json } from '@sveltejs/kit';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { exportPerson } from '#lib/server/report/person-export.ts';
import { leadToKept } from '../kept.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params }) =>
	orError(async () => {
		await leadToKept(locals.actor, params.id, '/data.json');
		return json(await exportPerson(getDb(), locals.actor, params.id), {
			headers: { 'cache-control': 'private, no-store' }
		});
	});
