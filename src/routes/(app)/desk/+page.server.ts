import { readMeetingDesk } from '#lib/server/meeting/desk.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { readDesk } from '#lib/server/report/desk.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	orError(async () => ({
		...(await readDesk(getDb(), locals.actor)),
		meetings: await readMeetingDesk(getDb(), locals.actor)
	}));
