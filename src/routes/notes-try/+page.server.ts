import { getDb } from '#lib/server/platform/db.ts';
export const load = async ({ url, locals }) => {
	const db = getDb();
	const items = await db.selectFrom('agendaItem').selectAll().where('meetingId', '=', url.searchParams.get('m')!).orderBy('rank').execute();
	const owners = await db.selectFrom('organisation').select(['id', 'name']).execute();
	return { items, me: locals.actor?.personId, owners: owners.map((o) => ({ ...o, kind: 'organisation' })) };
};
