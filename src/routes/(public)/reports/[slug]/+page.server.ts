import type { PageServerLoad } from './$types';
import { loadReport } from '../reading.ts';

export const load: PageServerLoad = ({ locals, params, url }) =>
	loadReport(locals.actor, params.slug, url);
