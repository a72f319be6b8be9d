import * as v from 'valibot';
import { expect, it } from 'vitest';
import { ActionForm } from '#lib/model/kept-action.ts';
import { RecommendationForm } from '#lib/model/participant-form.ts';
import { clientEvents } from '#lib/realtime/events.ts';
import { RelationInput } from '#lib/server/people/organisations.ts';

const id = '01a21a82-8355-7e0d-91d5-e6525449e015';
const forms: Array<[string, v.GenericSchema, Record<string, unknown>, string]> = [
	[
		'an action on the desk',
		ActionForm,
		{ id, version: '1', state: 'open', owner: 'A school', note: '' },
		'due'
	],
	['a recommendation', RecommendationForm, { id, text: 'Do it', owner: 'A school' }, 'due'],
	[
		'an action in the notes',
		clientEvents['action:set'],
		{ itemId: id, actionId: id, ownerOrganisationId: null, ownerPersonId: null, state: 'open' },
		'due'
	],
	['a relation', RelationInput, { kind: 'member', to: 'A school', note: '' }, 'since']
];

it.each(forms)('%s is refused with a day that no month has', (_name, form, fields, date) => {
	const accepts = (day: string) => v.safeParse(form, { ...fields, [date]: day }).success;
	expect(accepts('2028-02-29')).toBe(true);
	expect(accepts('2027-02-29')).toBe(false);
	expect(accepts('2027-04-31')).toBe(false);
});
