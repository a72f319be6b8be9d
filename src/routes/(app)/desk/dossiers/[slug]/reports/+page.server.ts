import { EntryOnly } from '#lib/model/entry-form.ts';
import { ParticipantReportForm, RecommendationForm } from '#lib/model/participant-form.ts';
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
		...(await listReports(getDb(), actor, { dossier: slug })),
		open: url.searchParams.get('edit')
	}));

export const actions: Actions = {
	save: saving(ParticipantReportForm, '/reports', (db, actor, dossier, input) =>
		saveReport(db, actor, { dossier }, input)
	),
	remove: saving(EntryOnly, '/reports', (db, actor, dossier, input) =>
		removeReport(db, actor, { dossier }, input)
	),
	take: saving(RecommendationForm, '/reports', (db, actor, dossier, input) =>
		takeRecommendation(db, actor, { dossier }, input)
	)
};
