import * as v from 'valibot';
import { isDate } from '#lib/model/meeting-kind.ts';
import type { MeetingState, Seat, SeatKind } from '#lib/model/meeting.ts';
import type { NoteAction } from '#lib/model/note.ts';

/*
 * Every socket event: name, what a client may send, what it gets back. Names are `noun:verb` from
 * the client and `noun:past` or `noun:thing` from the server. One file to read to know the wire.
 */

const id = v.pipe(v.string(), v.uuid());
const count = () => v.pipe(v.number(), v.integer(), v.minValue(0));
/** Base64 of a binary Yjs message; 175 000 characters are 128 KB. */
const bytes = v.pipe(v.string(), v.maxLength(175_000), v.regex(/^[A-Za-z0-9+/]*={0,2}$/));

/** A place in a shared document that moves with the text around it (a Yjs relative position). */
const point = v.nullable(v.object({ client: count(), clock: count() }));
const place = v.object({
	type: v.optional(point, null),
	tname: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(20))), null),
	item: v.optional(point, null),
	assoc: v.optional(v.pipe(v.number(), v.integer()), 0)
});
const caret = v.nullable(v.object({ anchor: place, head: place }));

export const clientEvents = {
	'clock:ping': v.object({ sentAt: v.number() }),
	'meeting:join': v.object({
		meetingId: id,
		lastSeq: v.optional(v.pipe(v.number(), v.integer()))
	}),
	'meeting:leave': v.object({ meetingId: id }),
	'meeting:cmd': v.object({
		meetingId: id,
		commandId: id,
		type: v.pipe(v.string(), v.maxLength(40)),
		args: v.record(v.string(), v.unknown())
	}),
	'doc:join': v.object({
		itemId: id,
		epoch: v.optional(v.pipe(v.number(), v.integer())),
		schemaVersion: v.pipe(v.number(), v.integer()),
		clientId: v.pipe(v.number(), v.integer()),
		stateVector: bytes
	}),
	'doc:leave': v.object({ docId: id }),
	'doc:push': v.object({
		docId: id,
		epoch: v.pipe(v.number(), v.integer()),
		n: v.pipe(v.number(), v.integer()),
		update: bytes,
		caret: v.optional(caret)
	}),
	'room:token': v.object({ meetingId: id, view: v.optional(v.picklist(['seat', 'display'])) }),
	'room:mute': v.object({ meetingId: id, seatId: id }),
	'room:remove': v.object({ meetingId: id, seatId: id }),
	'room:readmit': v.object({ meetingId: id, seatId: id }),
	'doc:caret': v.object({ docId: id, caret }),
	/** With `pen`, who may write gets no text: their editor has it. */
	'doc:html': v.object({
		itemId: id,
		language: v.optional(v.pipe(v.string(), v.maxLength(20))),
		pen: v.optional(v.boolean())
	}),
	/** Only what is given changes; an owner is given whole, as organisation and person. */
	'action:set': v.object({
		itemId: id,
		actionId: id,
		ownerOrganisationId: v.optional(v.nullable(id)),
		ownerPersonId: v.optional(v.nullable(id)),
		due: v.optional(v.nullable(v.pipe(v.string(), v.check(isDate)))),
		state: v.optional(v.picklist(['open', 'done', 'late', 'dropped']))
	})
} as const;

export type ClientEvents = typeof clientEvents;
export type ClientEvent = keyof ClientEvents;
export type Input<E extends ClientEvent> = v.InferOutput<ClientEvents[E]>;

/** One event of the meeting's log, as broadcast. `at` is the server's ISO instant. */
export interface LoggedEvent {
	seq: number;
	commandId: string;
	type: string;
	payload: Record<string, unknown>;
	actor: string | null;
	at: string;
}

/** Where somebody writes. The name is the server's; `cursor` null: not in the text any more. */
export interface NoteCaret {
	clientId: number;
	name: string;
	cursor: v.InferOutput<typeof caret>;
}

/** The answers, in the shape that stands beside `ok: true`. */
export interface Replies {
	'clock:ping': { receivedAt: number; answeredAt: number };
	'meeting:join': {
		state?: MeetingState;
		events?: LoggedEvent[];
		people: Seat[];
		me?: { seatId: string; kind: SeatKind; canChair: boolean };
		serverTime: number;
	};
	'meeting:leave': object;
	'meeting:cmd': { seq: number };
	'doc:join': {
		docId: string;
		epoch: number;
		canWrite: boolean;
		missing: string;
		stateVector: string;
		carets: NoteCaret[];
		actions: NoteAction[];
	};
	'doc:leave': object;
	'doc:push': { seq: number };
	'doc:caret': object;
	'room:token': { url: string; token: string };
	'room:mute': object;
	'room:remove': object;
	'room:readmit': object;
	'doc:html': { html: string; canWrite: boolean; actions: NoteAction[] };
	'action:set': { action: NoteAction };
}

export interface Refusal {
	ok: false;
	code: string;
	message: string;
	details?: Record<string, string | number>;
}
export type Reply<E extends ClientEvent> = ({ ok: true } & Replies[E]) | Refusal;

/** What the server sends unasked. */
export interface ServerEvents {
	'meeting:event': LoggedEvent & { meetingId: string };
	/** Hint: the log of the meeting reaches this far; whoever has less joins again. */
	'meeting:reached': { meetingId: string; seq: number };
	'meeting:people': { meetingId: string; people: Seat[] };
	/** To one person: what they are in the meeting changed. */
	'meeting:access': { meetingId: string; kind: SeatKind; canChair: boolean };
	'meeting:removed': { meetingId: string };
	'room:muted': { meetingId: string; by: string };
	'report:filed': { meetingId: string; slug: string };
	'doc:update': { docId: string; update?: string; carets?: NoteCaret[] };
	/** Hint for readers of a meeting: the notes of this item read differently now. */
	'doc:changed': { meetingId: string; itemId: string };
	'action:changed': { meetingId: string; itemId: string; action: NoteAction };
	'doc:policy': { docId: string; canWrite: boolean };
	'doc:reset': { docId: string; epoch: number };
	'server:closing': { comeBackInMs: number };
}
