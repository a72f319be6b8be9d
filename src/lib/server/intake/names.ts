import { foldName } from '#lib/model/fold.ts';
import { createOrganisationMatch, type KnownOrganisation } from '#lib/model/organisation-match.ts';
import type { DraftSpeaker } from '#lib/model/programme-draft.ts';
import { findPeople } from '../agenda/reference.rows.ts';
import { listKnownOrganisations } from '../people/naming.rows.ts';
import { addOrganisation } from '../people/naming.ts';
import type { Trx } from '../platform/db.ts';
import { insertPerson, listAffiliations } from './intake.rows.ts';

export interface NamedOrganisation {
	id: string;
	name: string;
}
export interface NamedPerson {
	personId: string;
	name: string;
	role: string | null;
}

/** Turns the names of a text into rows: those that are known, else new ones. */
export class Names {
	readonly #trx: Trx;
	readonly #intakeId: string;
	#known: KnownOrganisation[] = [];
	#match: ReturnType<typeof createOrganisationMatch> = () => null;
	#people: Array<NamedPerson & { organisationId: string | null }> = [];

	constructor(trx: Trx, intakeId: string) {
		this.#trx = trx;
		this.#intakeId = intakeId;
	}

	/** People are those the meeting may name: nobody is found in other taskforces. */
	async load(meetingId: string): Promise<void> {
		this.#known = await listKnownOrganisations(this.#trx);
		this.#match = createOrganisationMatch(this.#known);
		const people = await findPeople(this.#trx, meetingId);
		const belongs = await listAffiliations(
			this.#trx,
			people.map(({ personId }) => personId)
		);
		this.#people = people.map((one) => ({
			...one,
			organisationId: belongs.get(one.personId) ?? null
		}));
	}

	known(name: string): NamedOrganisation | null {
		return name ? this.#match(name) : null;
	}

	async organisation(name: string): Promise<NamedOrganisation | null> {
		if (!name) return null;
		const found = this.#match(name);
		if (found) return found;
		const provenance = JSON.stringify({ intake: this.#intakeId });
		const { id } = await addOrganisation(this.#trx, { name, provenance });
		this.#known.push({ id, name, names: [] });
		this.#match = createOrganisationMatch(this.#known);
		return { id, name };
	}

	async person({ name, role, organisation }: DraftSpeaker): Promise<NamedPerson | null> {
		if (!name && !role) return null;
		const own = await this.organisation(organisation);
		const label = name || role;
		const same = this.#people.filter((one) => foldName(one.name) === foldName(label));
		const found =
			same.find((one) => own !== null && one.organisationId === own.id) ??
			same.find((one) => own === null || one.organisationId === null);
		if (found) return { personId: found.personId, name: found.name, role: role || found.role };
		const personId = await insertPerson(this.#trx, {
			name: name || null,
			roleLabel: role || null,
			organisationId: own?.id ?? null,
			intakeId: this.#intakeId
		});
		const person = { personId, name: label, role: role || null };
		this.#people.push({ ...person, organisationId: own?.id ?? null });
		return person;
	}
}
