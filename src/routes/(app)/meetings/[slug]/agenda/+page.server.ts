import { randomUUID } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import { editItem, moveStep, readPlan, runFormCommand } from '#lib/server/agenda/plan.ts';
import { readImported } from '#lib/server/intake/imported.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { orError } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { readDayForm } from './day-form.ts';
import { readItemForm } from './item-form.ts';

export const load: PageServerLoad = ({ locals, params, url }) =>
	orError(async () => ({
		...(await readPlan(getDb(), locals.actor, params.slug, url.searchParams.get('from') || null)),
		imported: url.searchParams.has('imported')
			? await readImported(getDb(), locals.actor, params.slug)
			: null,
		// The form bears it: sent twice, it is one command.
		commandId: randomUUID()
	}));

export const actions: Actions = {
	add: async (event) => {
		const { args, place, values } = readItemForm(await event.request.formData());
		return attempt({ itemId: '', values }, () =>
			runFormCommand(getDb(), event.locals.actor, event.params.slug, 'item.add', {
				...args,
				...place
			})
		);
	},
	edit: async (event) => {
		const data = await event.request.formData();
		const itemId = readId(data);
		const { args, place, values } = readItemForm(data);
		return attempt({ itemId, values }, () =>
			editItem(getDb(), event.locals.actor, event.params.slug, { itemId, ...args }, place)
		);
	},
	move: async (event) => {
		const data = await event.request.formData();
		const itemId = readId(data);
		const direction = data.get('direction') === 'up' ? 'up' : 'down';
		return attempt({ itemId }, () =>
			moveStep(getDb(), event.locals.actor, event.params.slug, itemId, direction)
		);
	},
	days: async (event) => {
		const form = readDayForm(await event.request.formData());
		const { type, args, key, values } = form ?? { type: '', args: {}, key: '', values: {} };
		return attempt({ itemId: '', dayForm: { key, values } }, () =>
			runFormCommand(getDb(), event.locals.actor, event.params.slug, type, args)
		);
	},
	take: async (event) => {
		const data = await event.request.formData();
		const args = { itemIds: data.getAll('itemIds').map(String), as: data.get('as') };
		const commandId = String(data.get('commandId'));
		return attempt({ itemId: '' }, () =>
			isUuid(commandId)
				? runFormCommand(
						getDb(),
						event.locals.actor,
						event.params.slug,
						'agenda.take',
						args,
						commandId
					)
				: Promise.reject(new AppError('malformed', 400, 'This message could not be read.'))
		);
	},
	remove: (event) => runSimple(event, 'item.remove'),
	restore: (event) => runSimple(event, 'item.restore')
};

async function runSimple(event: RequestEvent, type: string) {
	const itemId = readId(await event.request.formData());
	const { locals, params } = event;
	return attempt({ itemId, removedId: type === 'item.remove' ? itemId : undefined }, () =>
		runFormCommand(getDb(), locals.actor, params.slug, type, { itemId })
	);
}

function readId(data: FormData): string {
	return String(data.get('itemId') ?? '');
}

function isUuid(text: string): boolean {
	return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

interface Tried {
	itemId: string;
	dayForm?: { key: string; values: Record<string, string> };
	removedId?: string;
	values?: Record<string, string | string[]>;
}

/** A refusal comes back with everything that was typed; other faults are thrown. */
async function attempt({ itemId, removedId, values, dayForm }: Tried, run: () => Promise<void>) {
	try {
		await run();
		return { saved: true, itemId, removedId };
	} catch (fault) {
		if (!(fault instanceof AppError) || fault.status >= 500) throw fault;
		const { code, message, details } = fault;
		return fail(fault.status, { itemId, values, dayForm, code, message, details });
	}
}
