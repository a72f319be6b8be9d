import { writeCsv } from '#lib/model/csv.ts';
import { EQUIPMENT } from '#lib/model/dossier-entry.ts';
import { show } from '#lib/model/localised.ts';
import { nameOrganisation, type OrganisationName } from '#lib/model/organisation.ts';
import { m } from '#lib/paraglide/messages.js';
import { getDb } from '#lib/server/platform/db.ts';
import { listSchoolsNotReady } from '#lib/server/dossier/schools.ts';
import { readAt } from '../../../../../(public)/address.ts';
import { term } from '../../../../../(public)/term.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	readAt(event, 'dossier', async (slug) => {
		const { actor, locale } = event.locals;
		const { schools, disclaimer } = await listSchoolsNotReady(getDb(), actor, slug);
		const name = (one: OrganisationName | null) => (one ? nameOrganisation(one, locale).text : '');
		const say = (found: { ok: boolean } | undefined) =>
			found
				? found.ok
					? m.curate_equipment_ok()
					: m.curate_equipment_lacking()
				: m.curate_equipment_unknown();
		const head = [
			m.curate_school(),
			...EQUIPMENT.map((part) => term('curate_equipment', part)),
			m.dossier_readiness_payers(),
			m.curate_checked_on(),
			m.curate_note()
		];
		const rows = schools.map(({ school, details, payer, checkedOn }) => [
			name(school),
			...EQUIPMENT.map((part) => say(details[part])),
			name(payer),
			checkedOn ?? '',
			details.note ?? ''
		]);
		// Of a funded dossier the last row, as long as the others.
		if (disclaimer) rows.push(head.map((_, at) => (at ? '' : show(disclaimer, locale).text)));
		return new Response(writeCsv([head, ...rows]), {
			headers: {
				'content-type': 'text/csv; charset=utf-8',
				'content-disposition': `attachment; filename="${slug}-schools.csv"`,
				'cache-control': 'private, no-store'
			}
		});
	});
