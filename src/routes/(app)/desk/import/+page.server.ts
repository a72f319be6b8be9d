import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { PastReportInput, ProgrammeInput } from '#lib/model/intake-input.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { previewImport, readImportPage } from '#lib/server/intake/preview.ts';
import { importProgramme } from '#lib/server/intake/programme.ts';
import { importPastReport } from '#lib/server/intake/report.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { orError, readFields, runForm, tell } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	orError(async () => ({
		...(await readImportPage(getDb(), locals.actor)),
		// The preview bears it: sent twice, it is one meeting.
		intakeId: randomUUID(),
		chosen: { target: url.searchParams.get('target'), what: url.searchParams.get('what') }
	}));

const Chosen = v.object({
	what: v.picklist(['programme', 'report']),
	target: v.string(),
	text: v.optional(v.string(), '')
});

const Other = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));

export const actions: Actions = {
	read: async ({ locals, request }) => {
		const data = await request.formData();
		const values = readFields(data);
		const file = data.get('file');
		const parsed = v.safeParse(Chosen, values);
		if (!parsed.success) return fail(400, { typed: values, issues: {}, code: 'malformed' });
		const { what, target, text } = parsed.output;
		try {
			const fields = await previewImport(getDb(), locals.actor, {
				what,
				target,
				text,
				file: file instanceof File && file.size > 0 ? file : namedEmpty(file)
			});
			return { values: { ...fields, what, target } as Record<string, string> };
		} catch (fault) {
			if (!(fault instanceof AppError) || fault.status >= 500) throw fault;
			return fail(fault.status, { typed: values, ...tell(fault) });
		}
	},
	/** What was read already as the other kind; like every preview it is checked once it is agreed to. */
	other: async ({ request }) => {
		const { other = '' } = readFields(await request.formData());
		const parsed = v.safeParse(Other, other);
		if (!parsed.success) return fail(400, { typed: {}, issues: {}, code: 'malformed' });
		return { values: parsed.output as Record<string, string> };
	},
	programme: async ({ locals, request }) =>
		runForm(ProgrammeInput, await request.formData(), async (input) => {
			const { slug } = await importProgramme(getDb(), locals.actor, input);
			redirect(303, localizeHref(`/meetings/${slug}/agenda`) + '?imported');
		}),
	report: async ({ locals, request }) =>
		runForm(PastReportInput, await request.formData(), async (input) => {
			const { reportSlug } = await importPastReport(getDb(), locals.actor, input);
			redirect(303, localizeHref(`/desk/reports/${reportSlug}`));
		})
};

/** A browser sends a file without a name where none was chosen; an empty file has one. */
function namedEmpty(file: FormDataEntryValue | null): File | null {
	return file instanceof File && file.name ? file : null;
}
