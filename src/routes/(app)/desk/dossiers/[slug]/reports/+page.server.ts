import { EntryOnly } from '#lib/model/entry-form.ts';
import { ParticipantReportForm, RecommendationForm } from '#lib/model/participant-form.ts';
import {
	listReports,
	removeReport,
	saveReport,
	takeRecommendation
} from '#lib/server/dossier/participant.ts';
import { separateAuthor } from '#lib/server/dossier/namesake.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { saving } from '../../saving.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { actor }, params: { slug }, url }) =>
	orError(async () => ({
		...(await listReports(getDb(), actor, { dossier: slug })),
		open: url.searchParams.get('edit'),
		saved: url.searchParams.get('report')
	}));

export const actions: Actions = {
	save: saving(
		ParticipantReportForm,
		'/reports',
		(db, actor, dossier, input) => saveReport(db, actor, { dossier }, input),
		'/desk/dossiers',
		(id) => `&report=${id}`
	),
	separate: saving(
		EntryOnly,
		'/reports',
		(db, actor, dossier, input) => separateAuthor(db, actor, { dossier }, input),
		'/desk/dossiers'
	),
	remove: saving(EntryOnly, '/reports', (db, actor, dossier, input) =>
		removeReport(db, actor, { dossier }, input)
	),
	take: saving(RecommendationForm, '/reports', (db, actor, dossier, input) =>
		takeRecommendation(db, actor, { dossier }, input)
	)
};
