import { m } from '#lib/paraglide/messages.js';

const BATCH = 1500;

/** What a screen reader is told about the room: comings and goings together, the rest one by one. */
export class Announcer {
	text = $state('');
	#came: string[] = [];
	#left: string[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;

	say(sentence: string): void {
		// The same sentence twice must be heard twice: a live region speaks changes only.
		this.text = sentence === this.text ? `${sentence}\u00a0` : sentence;
	}

	came(name: string): void {
		if (!take(this.#left, name)) this.#came.push(name);
		this.#later();
	}

	left(name: string): void {
		if (!take(this.#came, name)) this.#left.push(name);
		this.#later();
	}

	close(): void {
		clearTimeout(this.#timer);
	}

	#later(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			const sentences = [
				this.#came.length && m.room_joined({ count: this.#came.length, names: list(this.#came) }),
				this.#left.length && m.room_left({ count: this.#left.length, names: list(this.#left) })
			].filter(Boolean);
			this.#came = [];
			this.#left = [];
			if (sentences.length) this.say(sentences.join(' '));
		}, BATCH);
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
