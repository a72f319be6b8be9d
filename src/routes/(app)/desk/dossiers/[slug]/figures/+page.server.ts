import { EntryOnly, Figure, LinkOnly } from '#lib/model/entry-form.ts';
import { removeEntry } from '#lib/server/dossier/editing.ts';
import { listDeskFigures, saveFigure } from '#lib/server/dossier/figures.ts';
import { linkEntry, unlinkEntry } from '#lib/server/dossier/links.ts';
import { listOrganisationChoices } from '#lib/server/dossier/naming.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { saving } from '../../saving.ts';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/figures';

export const load: PageServerLoad = ({ locals: { actor }, params: { slug }, url }) =>
	orError(async () => ({
		...(await listDeskFigures(getDb(), actor, slug)),
		organisations: await listOrganisationChoices(getDb(), actor, slug),
		open: url.searchParams.get('edit')
	}));

export const actions: Actions = {
	save: saving(Figure, HERE, saveFigure),
	remove: saving(EntryOnly, HERE, (db, actor, slug, input) =>
		removeEntry(db, actor, slug, 'keyFigure', 'figure', input)
	),
	link: saving(LinkOnly, HERE, (db, actor, slug, { id }) =>
		linkEntry(db, actor, slug, 'figure', id)
	),
	unlink: saving(LinkOnly, HERE, (db, actor, slug, { id }) =>
		unlinkEntry(db, actor, slug, 'figure', id)
	)
};
