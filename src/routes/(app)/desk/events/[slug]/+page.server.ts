import { EntryOnly } from '#lib/model/entry-form.ts';
import { ParticipantReportForm, RecommendationForm } from '#lib/model/participant-form.ts';
import { listOwnDossiers } from '#lib/server/dossier/facts.ts';
import {
	listReports,
	removeReport,
	saveReport,
	takeRecommendation
} from '#lib/server/dossier/participant.ts';
import { separateAuthor } from '#lib/server/dossier/namesake.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../../../(public)/address.ts';
import { saving } from '../../dossiers/saving.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readAt(event, 'meeting', async (slug) => {
		const { actor } = event.locals;
		const reports = await listReports(getDb(), actor, { event: slug });
		return {
			...reports,
			slug,
			dossiers: reports.dossierId ? [] : (await listOwnDossiers(getDb(), actor)).dossiers,
			open: event.url.searchParams.get('edit'),
			saved: event.url.searchParams.get('report')
		};
	});

const DESK = '/desk/events';

export const actions: Actions = {
	save: saving(
		ParticipantReportForm,
		'',
		(db, actor, event, input) => saveReport(db, actor, { event }, input),
		DESK,
		(id) => `&report=${id}`
	),
	separate: saving(
		EntryOnly,
		'',
		(db, actor, event, input) => separateAuthor(db, actor, { event }, input),
		DESK
	),
	remove: saving(
		EntryOnly,
		'',
		(db, actor, event, input) => removeReport(db, actor, { event }, input),
		DESK
	),
	take: saving(
		RecommendationForm,
		'',
		(db, actor, event, input) => takeRecommendation(db, actor, { event }, input),
		DESK
	)
};
