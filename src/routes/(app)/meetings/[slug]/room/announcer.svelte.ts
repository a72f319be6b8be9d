import { m } from '#lib/paraglide/messages.js';

const BATCH = 1500;

/** What a screen reader is told about the room: comings and goings together, the rest one by one. */
export class Announcer {
	text = $state('');
	#came = new Set<string>();
	#left = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	say(sentence: string): void {
		// The same sentence twice must be heard twice: a live region speaks changes only.
		this.text = sentence === this.text ? `${sentence}\u00a0` : sentence;
	}

	came(name: string): void {
		if (!this.#left.delete(name)) this.#came.add(name);
		this.#later();
	}

	left(name: string): void {
		if (!this.#came.delete(name)) this.#left.add(name);
		this.#later();
	}

	close(): void {
		clearTimeout(this.#timer);
	}

	#later(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			const sentences = [
				this.#came.size && m.room_joined({ count: this.#came.size, names: list(this.#came) }),
				this.#left.size && m.room_left({ count: this.#left.size, names: list(this.#left) })
			].filter(Boolean);
			this.#came.clear();
			this.#left.clear();
			if (sentences.length) this.say(sentences.join(' '));
		}, BATCH);
	}
}

function list(names: ReadonlySet<string>): string {
	const [first, second, ...others] = names;
	return [first, second, others.length && `+${others.length}`].filter(Boolean).join(', ');
}
