import type { Actor } from '#lib/model/actor.ts';
import { foldName } from '#lib/model/fold.ts';
import { tellStep, type NextStep } from '#lib/model/next-step.ts';
import { createOrganisationMatch } from '#lib/model/organisation-match.ts';
import { mayBe, readShortName } from '#lib/model/short-name.ts';
import { listOwningPeople, type OwningPerson } from '../meeting/owner.rows.ts';
import { listKnownOrganisations } from '../people/naming.rows.ts';
import type { Trx } from '../platform/db.ts';

type Match = ReturnType<typeof createOrganisationMatch>;
type ActionOwner = { ownerOrganisationId: string } | { ownerPersonId: string };

/** The one known organisation that such words name: where they list several, none. */
export function matchOwner(match: Match, words: string): ReturnType<Match> {
	return /[,;]/.test(words) ? null : match(words);
}

/** Whom the words of a list of actions may mean: organisations that are known, people who may own actions of the meeting. */
export class Owners {
	readonly #match: Match;
	readonly #people: OwningPerson[];

	private constructor(match: Match, people: OwningPerson[]) {
		this.#match = match;
		this.#people = people;
	}

	static async load(trx: Trx, actor: Actor, meetingId: string): Promise<Owners> {
		return new Owners(
			createOrganisationMatch(await listKnownOrganisations(trx)),
			await listOwningPeople(trx, actor, { ids: [meetingId] })
		);
	}

	/** The one organisation or person that these words name; null: none, several, or one of two namesakes. */
	find(words: string): ActionOwner | null {
		const organisation = matchOwner(this.#match, words);
		if (organisation) return { ownerOrganisationId: organisation.id };
		const short = readShortName(words);
		const people = this.#people.filter(
			({ name }) => foldName(name) === foldName(words) || (short && mayBe(short, name))
		);
		return people.length === 1 ? { ownerPersonId: people[0]!.id } : null;
	}

	/** A sign may part a name from the task behind it: with one in them the words are a name as they stand. */
	#isCalled(words: string): boolean {
		const found = matchOwner(this.#match, words);
		const names = found ? [found.name, ...found.names] : [];
		return names.some((name) => foldName(name) === foldName(words));
	}

	/**
	 * Who owns a step, and what is left to say of it: the column that says who, else whoever leads the line.
	 * Words that lead it mean somebody only as a whole: "Budget (UPSTI): …" is no task of UPSTI.
	 */
	own(step: NextStep): { owner: ActionOwner | null; text: string } {
		if (step.owner) {
			const owner = this.find(step.owner.words);
			return { owner, text: tellStep(step, owner !== null) };
		}
		for (const [at, lead] of step.leads.entries()) {
			const words = lead.replace(/\s*\([^()]*\)$/u, '');
			const isShortest = at === step.leads.length - 1;
			const owner = isShortest || this.#isCalled(words) ? this.find(words) : null;
			if (owner) return { owner, text: tellStep(step, false, lead) };
		}
		return { owner: null, text: tellStep(step, false) };
	}
}
