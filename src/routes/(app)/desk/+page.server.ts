import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { readDesk } from '#lib/server/report/desk.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => orError(() => readDesk(getDb(), locals.actor));
