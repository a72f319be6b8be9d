import type { NoteAction } from '#lib/model/note.ts';
import type { Refusal } from './events.ts';
import type { LiveConnection } from './socket.svelte.ts';

/** What somebody chose for an action; only this is sent. */
export type ActionChange = Partial<Omit<NoteAction, 'id'>>;

interface Setup {
	live: Pick<LiveConnection, 'send' | 'onConnect' | 'state'>;
	itemId: string;
	/** Whether words wait to be saved, the action's own perhaps among them. */
	hasUnsavedWords(): boolean;
	/** How the action stands, as the server says. */
	stored(action: NoteAction): void;
	patience?: number;
}

/** Refusals that pass: the same is sent again. */
const PASSING = ['offline', 'fault', 'too_fast', 'busy', 'closing'];
const PATIENCE = 1000;

/**
 * Owners and dates on their way. Each is sent by itself, so that it takes nothing back that another
 * chose meanwhile, and again until the server has answered.
 */
export class ActionChanges {
	refusal = $state.raw<Refusal | null>(null);
	#waiting = $state.raw<Record<string, ActionChange>>({});
	readonly #setup: Setup;
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- never shown, so not reactive
	readonly #sending = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(setup: Setup) {
		this.#setup = setup;
		setup.live.onConnect(() => this.retry());
	}

	get isWaiting(): boolean {
		return Object.keys(this.#waiting).length > 0;
	}

	/** What this page chose for an action and the server has not confirmed. */
	of(actionId: string): ActionChange {
		return this.#waiting[actionId] ?? {};
	}

	set(actionId: string, change: ActionChange): void {
		this.refusal = null;
		this.#waiting = { ...this.#waiting, [actionId]: { ...this.of(actionId), ...change } };
		void this.#send(actionId);
	}

	/** Sends what waits, e.g. because the words of an action are saved now. */
	retry(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		for (const actionId of Object.keys(this.#waiting)) void this.#send(actionId);
	}

	async #send(actionId: string): Promise<void> {
		const { live, itemId } = this.#setup;
		if (this.#sending.has(actionId) || live.state === 'offline') return;
		this.#sending.add(actionId);
		const change = this.of(actionId);
		const reply = await live.send('action:set', { itemId, actionId, ...change });
		this.#sending.delete(actionId);
		if (!reply.ok && this.#passes(reply)) {
			this.#timer ??= setTimeout(() => this.retry(), this.#setup.patience ?? PATIENCE);
			return;
		}
		if (reply.ok) this.#setup.stored(reply.action);
		else this.refusal = reply;
		this.#drop(actionId, change);
		if (this.#waiting[actionId]) void this.#send(actionId);
	}

	/** An action whose words are not saved yet is unknown to the server for a moment only. */
	#passes({ code }: Refusal): boolean {
		return PASSING.includes(code) || (code === 'not_found' && this.#setup.hasUnsavedWords());
	}

	/** What was chosen while the answer was on its way still has to be sent. */
	#drop(actionId: string, answered: ActionChange): void {
		const { [actionId]: latest = {}, ...others } = this.#waiting;
		const rest = Object.entries(latest).filter(
			([name, value]) => value !== answered[name as keyof ActionChange]
		);
		this.#waiting = rest.length ? { ...others, [actionId]: Object.fromEntries(rest) } : others;
	}
}
