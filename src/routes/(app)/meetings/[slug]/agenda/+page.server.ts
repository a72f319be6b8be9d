import { fail } from '@sveltejs/kit';
import { editItem, moveStep, readPlan, runFormCommand } from '#lib/server/agenda/plan.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { orError } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { readItemForm } from './item-form.ts';

export const load: PageServerLoad = ({ locals, params }) =>
	orError(() => readPlan(getDb(), locals.actor, params.slug));

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

interface Tried {
	itemId: string;
	removedId?: string;
	values?: Record<string, string | string[]>;
}

/** A refusal comes back with everything that was typed; other faults are thrown. */
async function attempt({ itemId, removedId, values }: Tried, run: () => Promise<void>) {
	try {
		await run();
		return { saved: true, itemId, removedId };
	} catch (fault) {
		if (!(fault instanceof AppError) || fault.status >= 500) throw fault;
		const { code, message, details } = fault;
		return fail(fault.status, { itemId, values, code, message, details });
	}
}
