import * as v from 'valibot';
import { readPage } from '#lib/model/page.ts';
import { readErasedAnnexes } from '#lib/server/intake/annexes.ts';
import { listKnownPeople } from '#lib/server/people/names.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { leadToFirst } from '../../../first-page.ts';
import type { PageServerLoad } from './$types';

const Id = v.pipe(v.string(), v.uuid());

export const load: PageServerLoad = ({ locals, url }) =>
	orError(async () => {
		const query = (url.searchParams.get('q') ?? '').slice(0, 200);
		const page = readPage(url.searchParams.get('page'));
		const people = await listKnownPeople(getDb(), locals.actor, query, page);
		leadToFirst(url, page, people.entries);
		const erasure = url.searchParams.get('erased');
		return {
			query,
			erased: url.searchParams.has('erased'),
			annexes: v.is(Id, erasure) ? await readErasedAnnexes(getDb(), locals.actor, erasure) : null,
			people
		};
	});
