import { EntryOnly } from '#lib/model/entry-form.ts';
import { ParticipantReportForm, RecommendationForm } from '#lib/model/participant-form.ts';
import { listOrganisationChoices } from '#lib/server/dossier/naming.ts';
import {
	listReports,
	removeReport,
	saveReport,
	takeRecommendation
} from '#lib/server/dossier/participant.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { saving } from '../../saving.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { actor }, params: { slug }, url }) =>
	orError(async () => ({
		...(await listReports(getDb(), actor, slug)),
		organisations: await listOrganisationChoices(getDb(), actor, slug),
		open: url.searchParams.get('edit')
	}));

export const actions: Actions = {
	save: saving(ParticipantReportForm, '/reports', saveReport),
	remove: saving(EntryOnly, '/reports', removeReport),
	take: saving(RecommendationForm, '/reports', takeRecommendation)
};
