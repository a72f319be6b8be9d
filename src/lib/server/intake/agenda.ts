import { randomUUID } from 'node:crypto';
import { applyEvent, type Fact } from '#lib/model/log.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import type { LoggedEvent } from '#lib/realtime/events.ts';
import { saveChanges } from '../agenda/changes.rows.ts';
import { insertEvent } from '../agenda/event.rows.ts';
import { findState } from '../agenda/state.rows.ts';
import { announce } from '../platform/bus.ts';
import type { Trx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { publish } from '../platform/socket.ts';

/** Writes facts into the log and the rows of a meeting, as its commands do; told only after commit. */
export class AgendaWriter {
	readonly #trx: Trx;
	readonly #actor: { personId: string; name: string };
	readonly #at = new Date().toISOString();
	readonly #events: LoggedEvent[] = [];
	state: MeetingState;

	private constructor(trx: Trx, actor: { personId: string; name: string }, state: MeetingState) {
		this.#trx = trx;
		this.#actor = actor;
		this.state = state;
	}

	/** The caller holds the lock of the meeting. */
	static async open(
		trx: Trx,
		actor: { personId: string; name: string },
		meetingId: string
	): Promise<AgendaWriter> {
		const state = await findState(trx, meetingId);
		if (!state) throw notFound();
		return new AgendaWriter(trx, actor, state);
	}

	async write(fact: Fact): Promise<void> {
		const { meetingId, seq } = this.state;
		const event = {
			seq: seq + 1,
			commandId: randomUUID(),
			type: fact.type,
			payload: { ...fact.payload } as Record<string, unknown>,
			at: this.#at
		};
		await insertEvent(this.#trx, { meetingId, actorId: this.#actor.personId, ...event });
		const after = applyEvent(this.state, event);
		await saveChanges(this.#trx, this.state, after, fact, this.#at);
		this.state = after;
		this.#events.push({ ...event, actor: this.#actor.name });
	}

	tell(): void {
		const { meetingId } = this.state;
		for (const event of this.#events)
			publish(`meeting:${meetingId}`, 'meeting:event', { meetingId, ...event });
		if (this.#events.length > 0) announce('meeting.changed', { meetingId });
	}
}
