import { recall, remember } from '#lib/realtime/preference.ts';

const NAME = 'film-subtitles';

/**
 * Which subtitles this person reads: none, one or two rows of languages (BCP 47), kept on the device.
 * Until they choose, it is their own language where the film has it, else what the chair suggests.
 */
export class SubtitleChoice {
	#chosen = $state<string[] | null>(null);
	#own: string;

	/** @param asked a choice that is not this device's own, e.g. from the address of a big screen */
	constructor(ownLanguage: string, asked?: string[]) {
		this.#own = ownLanguage;
		this.#chosen = asked ?? readChoice();
	}

	/** The rows to show of a film that has `available`. */
	rowsOf(available: readonly string[], suggested: string | null): string[] {
		if (this.#chosen) return this.#chosen.filter((language) => available.includes(language));
		const first = [this.#own, suggested].find(
			(language) => language && available.includes(language)
		);
		return first ? [first] : [];
	}

	choose(rows: readonly string[]): void {
		this.#chosen = rows.filter((row, at) => row && rows.indexOf(row) === at).slice(0, 2);
		remember(NAME, this.#chosen.join(' '));
	}
}

function readChoice(): string[] | null {
	const kept = typeof localStorage === 'undefined' ? null : recall(NAME);
	return kept === null ? null : kept.split(' ').filter(Boolean);
}
