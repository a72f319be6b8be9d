import { m } from '#lib/paraglide/messages.js';

/** Quiet (ms) after which what was gathered is said, and how long it may be held back at most. */
const QUIET = 1500;
const LONGEST = 6000;
/** Of more than so many sentences at once only the newest are said. */
const MOST = 3;

/** What a screen reader is told: comings and goings together, of what changes quickly only how it ends. */
export class Announcer {
	text = $state('');
	#came: string[] = [];
	#left: string[] = [];
	readonly #waiting: Array<{ about: string; tell: () => string | null }> = [];
	#since = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	say(sentence: string): void {
		// The same sentence twice must be heard twice: a live region speaks changes only.
		this.text = sentence === this.text ? `${sentence}\u00a0` : sentence;
	}

	/** Says it after a moment's quiet, unless something newer about the same takes its place. */
	sayLater(about: string, tell: () => string | null): void {
		const known = this.#waiting.findIndex((one) => one.about === about);
		if (known >= 0) this.#waiting.splice(known, 1);
		this.#waiting.push({ about, tell });
		const now = Date.now();
		if (this.#timer === undefined) this.#since = now;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#flush(), Math.min(QUIET, this.#since + LONGEST - now));
	}

	came(name: string): void {
		if (!take(this.#left, name)) this.#came.push(name);
		this.sayLater('people', () => this.#tellPeople());
	}

	left(name: string): void {
		if (!take(this.#came, name)) this.#left.push(name);
		this.sayLater('people', () => this.#tellPeople());
	}

	close(): void {
		clearTimeout(this.#timer);
	}

	#flush(): void {
		this.#timer = undefined;
		const sentences = this.#waiting.splice(0).flatMap(({ tell }) => tell() ?? []);
		if (sentences.length) this.say(sentences.slice(-MOST).join(' '));
	}

	#tellPeople(): string | null {
		const [came, left] = [this.#came.splice(0), this.#left.splice(0)];
		const sentences = [
			came.length && m.room_joined({ count: came.length, names: list(came) }),
			left.length && m.room_left({ count: left.length, names: list(left) })
		].filter(Boolean);
		return sentences.join(' ') || null;
	}
}

/** Removes the name; false when it was not there. */
function take(names: string[], name: string): boolean {
	const at = names.indexOf(name);
	if (at >= 0) names.splice(at, 1);
	return at >= 0;
}

function list(names: readonly string[]): string {
	const [first, second, ...others] = names;
	return [first, second, others.length && `+${others.length}`].filter(Boolean).join(', ');
}
