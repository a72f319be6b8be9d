import { readReadiness } from '#lib/server/readiness.ts';
import type { RequestHandler } from './$types';

/** Ready to serve: 200, or 503 when database, migrations or disk fail. Others only degrade. */
export const GET: RequestHandler = async () => {
	const readiness = await readReadiness();
	return Response.json(readiness, {
		status: readiness.ok ? 200 : 503,
		headers: { 'cache-control': 'no-store' }
	});
};
