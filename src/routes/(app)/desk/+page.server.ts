import { listNaming } from '#lib/server/intake/annexes.ts';
import { readMeetingDesk } from '#lib/server/meeting/desk.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { readDesk } from '#lib/server/report/desk.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	orError(async () => {
		const whole = url.searchParams.get('all') ?? undefined;
		return {
			...(await readDesk(getDb(), locals.actor, whole)),
			naming: await listNaming(getDb(), locals.actor),
			meetings: await readMeetingDesk(getDb(), locals.actor, whole)
		};
	});
