import { EntryOnly, LinkOnly, Publication } from '#lib/model/entry-form.ts';
import { linkEntry, unlinkEntry } from '#lib/server/dossier/links.ts';
import { listOrganisationChoices } from '#lib/server/dossier/naming.ts';
import {
	listPublications,
	removePublication,
	savePublication
} from '#lib/server/dossier/publications.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { saving } from '../../saving.ts';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/publications';

export const load: PageServerLoad = ({ locals: { actor }, params: { slug }, url }) =>
	orError(async () => ({
		...(await listPublications(getDb(), actor, slug)),
		organisations: await listOrganisationChoices(getDb(), actor, slug),
		open: url.searchParams.get('edit')
	}));

export const actions: Actions = {
	save: saving(Publication, HERE, savePublication),
	remove: saving(EntryOnly, HERE, removePublication),
	link: saving(LinkOnly, HERE, (db, actor, slug, { id }) =>
		linkEntry(db, actor, slug, 'publication', id)
	),
	unlink: saving(LinkOnly, HERE, (db, actor, slug, { id }) =>
		unlinkEntry(db, actor, slug, 'publication', id)
	)
};
