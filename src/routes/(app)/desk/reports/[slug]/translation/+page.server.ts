import { fail, redirect } from '@sveltejs/kit';
import { LOCALES } from '#lib/model/localised.ts';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { requireActor } from '#lib/server/people/permissions.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { orError, readFields, tell } from '#lib/server/platform/form.ts';
import { readDraftToEdit } from '#lib/server/report/draft.ts';
import { readTranslationToEdit, saveTranslation } from '#lib/server/report/translation.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const asked = url.searchParams.get('language');
	const saved = url.searchParams.has('saved');
	return orError(async () => {
		const language = asked ?? (await chooseLanguage(locals.actor, params.slug));
		const found = await readTranslationToEdit(getDb(), locals.actor, params.slug, language);
		return { ...found, saved };
	});
};

/** The reader's own language, or the first that is not the report's. */
async function chooseLanguage(actor: App.Locals['actor'], slug: string): Promise<string> {
	const { head } = await readDraftToEdit(getDb(), actor, slug);
	return [getLocale(), ...LOCALES].find((locale) => locale !== head.language)!;
}

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		requireActor(locals.actor);
		const { language = '', version, seq, ...fields } = readFields(await request.formData());
		const input = { version: Number(version) || 0, seq: Number(seq) || 0, fields };
		try {
			await saveTranslation(getDb(), locals.actor, params.slug, language, input);
		} catch (fault) {
			if (!(fault instanceof AppError) || fault.status >= 500) throw fault;
			return fail(fault.status, { values: fields, ...tell(fault) });
		}
		const here = localizeHref(`/desk/reports/${params.slug}/translation`);
		redirect(303, `${here}?language=${encodeURIComponent(language)}&saved`);
	}
};
