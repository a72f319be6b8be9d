import type { NoteAction } from '#lib/model/note.ts';
import { ActionKeeper } from './action-keeper.ts';
import type { Refusal } from './events.ts';
import type { ActionChange, ChangeWords, KeptActions } from './kept-actions.ts';
import type { LiveConnection } from './socket.svelte.ts';

interface Setup {
	live: Pick<LiveConnection, 'send' | 'onConnect' | 'state'>;
	itemId: string;
	personId: string;
	kept: KeptActions;
	/** Whether words wait to be saved, the action's own perhaps among them. */
	hasUnsavedWords(): boolean;
	/** How the action stands, as the server says; nothing when it refused. */
	answered(action?: NoteAction): void;
	patience?: number;
}

/** A choice on its way, or one that was not taken. */
interface Waiting {
	change: ActionChange;
	words: ChangeWords;
}
export interface RefusedChange extends Waiting, Refusal {
	actionId: string;
}

/** Refusals that pass: the same is sent again. */
const PASSING = ['offline', 'fault', 'too_fast', 'busy', 'closing'];
const PATIENCE = 1000;

/**
 * Owners and dates on their way. Each is sent by itself, so that it takes nothing back that another
 * chose meanwhile, and again until the server has answered, also by a later page. What is refused
 * stays until it was read.
 */
export class ActionChanges {
	refused = $state.raw<readonly RefusedChange[]>([]);
	/** True once what earlier pages left behind is known. */
	hasTaken = $state(false);
	#waiting = $state.raw<Record<string, Waiting>>({});
	readonly #setup: Setup;
	readonly #keeper: ActionKeeper;
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- never shown, so not reactive
	readonly #sending = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(setup: Setup) {
		this.#setup = setup;
		this.#keeper = new ActionKeeper(setup.kept, setup.itemId, setup.personId);
		setup.live.onConnect(() => this.retry());
		void this.#take();
	}

	get isWaiting(): boolean {
		return Object.keys(this.#waiting).length > 0;
	}

	/** False when what waits would be lost with this page. */
	get isKept(): boolean {
		return !this.#keeper.hasFailed;
	}

	/** What this page chose for an action and the server has not confirmed. */
	of(actionId: string): ActionChange {
		return this.#waiting[actionId]?.change ?? {};
	}

	set(actionId: string, change: ActionChange, words: ChangeWords): void {
		this.refused = this.refused.filter((one) => one.actionId !== actionId);
		this.#wait(actionId, merge(this.#waiting[actionId], { change, words }));
		void this.#send(actionId);
	}

	/** Sends what waits, e.g. because the words of an action are saved now. */
	retry(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		for (const actionId of Object.keys(this.#waiting)) void this.#send(actionId);
	}

	/** Who chose it has read what was refused. */
	dismiss(): void {
		for (const { actionId } of this.refused)
			if (!this.#waiting[actionId]) this.#keeper.forget(actionId);
		this.refused = [];
	}

	/** Resolves when what waits is on this device. */
	part(): Promise<void> {
		return this.#keeper.written;
	}

	/** Takes up what earlier pages could not send; what was chosen here meanwhile counts more. */
	async #take(): Promise<void> {
		const found: Record<string, Waiting> = {};
		for (const { actionId, change, words } of await this.#keeper.take())
			found[actionId] = merge(found[actionId], { change, words });
		const left = Object.keys(found);
		for (const [actionId, here] of Object.entries(this.#waiting))
			found[actionId] = merge(found[actionId], here);
		this.#waiting = found;
		this.hasTaken = true;
		for (const actionId of left) void this.#send(actionId);
	}

	#wait(actionId: string, waiting: Waiting): void {
		this.#waiting = { ...this.#waiting, [actionId]: waiting };
		this.#keeper.keep(actionId, waiting.change, waiting.words);
	}

	async #send(actionId: string): Promise<void> {
		const { live, itemId } = this.#setup;
		const waiting = this.#waiting[actionId];
		if (!waiting || this.#sending.has(actionId) || live.state === 'offline') return;
		this.#sending.add(actionId);
		const reply = await live.send('action:set', { itemId, actionId, ...waiting.change });
		this.#sending.delete(actionId);
		if (!reply.ok && this.#passes(reply)) {
			this.#timer ??= setTimeout(() => this.retry(), this.#setup.patience ?? PATIENCE);
			return;
		}
		if (!reply.ok) this.refused = [...this.refused, { ...reply, actionId, ...waiting }];
		this.#settle(actionId, waiting, reply.ok);
		this.#setup.answered(reply.ok ? reply.action : undefined);
	}

	/** An action whose words are not saved yet is unknown to the server for a moment only. */
	#passes({ code }: Refusal): boolean {
		return PASSING.includes(code) || (code === 'not_found' && this.#setup.hasUnsavedWords());
	}

	/** What was chosen while the answer was on its way still has to be sent. */
	#settle(actionId: string, answered: Waiting, isTaken: boolean): void {
		const { [actionId]: latest, ...others } = this.#waiting;
		const rest = Object.entries(latest?.change ?? {}).filter(
			([name, value]) => value !== answered.change[name as keyof ActionChange]
		);
		this.#waiting = others;
		if (latest && rest.length) {
			this.#wait(actionId, { change: Object.fromEntries(rest), words: latest.words });
			void this.#send(actionId);
		} else if (isTaken) this.#keeper.forget(actionId);
	}
}

function merge(before: Waiting | undefined, after: Waiting): Waiting {
	return {
		change: { ...before?.change, ...after.change },
		words: { ...before?.words, ...after.words }
	};
}
