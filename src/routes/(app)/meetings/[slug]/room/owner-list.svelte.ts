import type { AgendaItem } from '#lib/model/agenda.ts';
import type { Seat } from '#lib/model/meeting.ts';
import type { Owner } from './note-marks.ts';

/**
 * Whom the notes can name and give actions to: those known when the page was loaded, and whoever came
 * or was put on the agenda since. Who leaves stays: what they took on has a name.
 */
export class OwnerList {
	all = $state.raw<Owner[]>([]);

	constructor(first: Owner[]) {
		this.all = first;
	}

	/** Takes in who is there and on the agenda now. */
	take(people: readonly Seat[], items: readonly AgendaItem[]): void {
		const all = [...this.all];
		for (const one of [...people.flatMap(ofSeat), ...items.flatMap(ofItem)])
			if (one.name && !all.some(({ id }) => id === one.id)) all.push(one);
		if (all.length > this.all.length) this.all = all.sort(compare);
	}
}

function ofSeat({ personId, name, organisationId, organisation }: Seat): Owner[] {
	const person: Owner = { id: personId, name, kind: 'person' };
	if (!organisationId || !organisation) return [person];
	return [person, { id: organisationId, name: organisation, kind: 'organisation' }];
}

function ofItem({ speakers, organisations }: AgendaItem): Owner[] {
	return [
		...speakers.map(({ personId, name }) => ({ id: personId, name, kind: 'person' as const })),
		...organisations.map(({ id, name }) => ({ id, name, kind: 'organisation' as const }))
	];
}

/** Organisations come first, as in the list that the page begins with. */
function compare(a: Owner, b: Owner): number {
	return a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name);
}
