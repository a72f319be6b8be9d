import type { Actor } from '#lib/model/actor.ts';
import { parseCommand, type Command } from '#lib/model/commands.ts';
import { decide } from '#lib/model/decision.ts';
import { applyEvent, type Fact } from '#lib/model/log.ts';
import { refusalDetails, type Known } from '#lib/model/verdict.ts';
import type { LoggedEvent } from '#lib/realtime/events.ts';
import { findMeetingAccess } from '../meeting/access.ts';
import { freezeAttendance } from '../meeting/attendance.ts';
import { recordArrangement } from '../meeting/arrangement.ts';
import { findArranged } from '../meeting/facts.rows.ts';
import { recordRoomAnnouncement } from '../meeting/status.ts';
import { announce } from '../platform/bus.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { enqueue } from '../platform/jobs.ts';
import { publish } from '../platform/socket.ts';
import { saveChanges } from './changes.rows.ts';
import { findSeqOf, insertEvent } from './event.rows.ts';
import { isDayAttended } from './day.rows.ts';
import { findFilm, findOrganisations, findPeople } from './reference.rows.ts';
import { sentences } from './refusals.ts';
import { findState, lockMeeting } from './state.rows.ts';
import { findName } from './suggestion.rows.ts';
import { findTaken } from './template.rows.ts';

export interface CommandInput {
	meetingId: string;
	/** A uuid chosen by the sender: the same one twice is one effect. */
	commandId: string;
	type: string;
	args: unknown;
}

/**
 * Runs a command of a meeting: rights, rule, log and rows in one transaction, then tells everybody.
 * Returns the place in the log (for a command without effect, the log's end).
 * @throws {AppError} `not_found` for strangers, `not_allowed`, and the refusals of the rule
 */
export async function runCommand(
	db: Db,
	actor: Actor | null,
	input: CommandInput,
	now = Date.now
): Promise<{ seq: number }> {
	const access = await findMeetingAccess(db, actor, input.meetingId);
	if (!access || !actor) throw notFound();
	const parsed = parseCommand(input.type, input.args);
	if (!parsed.ok) throw refusal(parsed.code);
	const who = { personId: actor.personId, canChair: access.canChair };
	const { seq, event } = await db
		.transaction()
		.execute((trx) => write(trx, actor, who, input, parsed.command, now));
	if (event) tell(input.meetingId, event);
	return { seq };
}

async function write(
	trx: Trx,
	actor: Actor,
	who: { personId: string; canChair: boolean },
	{ meetingId, commandId }: CommandInput,
	command: Command,
	now: () => number
): Promise<{ seq: number; event?: LoggedEvent }> {
	if (!(await lockMeeting(trx, meetingId))) throw notFound();
	const done = await findSeqOf(trx, meetingId, commandId);
	if (done !== undefined) return { seq: done };
	const before = await findState(trx, meetingId);
	if (!before) throw notFound();
	const known = await lookUp(trx, actor, meetingId, command, { now: now(), commandId });
	const decision = decide(before, who, command, known);
	if (decision.kind === 'refusal') throw refusal(decision.code);
	if (decision.kind === 'nothing') return { seq: before.seq };

	const { type, payload } = decision.fact;
	const at = new Date(known.now).toISOString();
	const event = { seq: before.seq + 1, commandId, type, payload: { ...payload }, at };
	await insertEvent(trx, { meetingId, actorId: actor.personId, ...event });
	const after = applyEvent(before, event);
	const arranged = type === 'day.edited' ? await findArranged(trx, meetingId) : null;
	await saveChanges(trx, before, after, decision.fact, at);
	if (before.status === 'planned' && after.status !== 'planned')
		await recordRoomAnnouncement(trx, actor, meetingId, at);
	// Whoever was told the old date or hours must find them again.
	if (arranged) await recordArrangement(trx, actor, meetingId, arranged);
	if (type === 'meeting.closed') {
		await freezeAttendance(trx, meetingId, new Date(known.now));
		await enqueue(trx, 'report-file', { meetingId });
	}
	return { seq: event.seq, event: { ...event, actor: actor.name } };
}

/** What the rule must know from elsewhere: the film's length, the names of people it will print. */
async function lookUp(
	trx: Trx,
	actor: Actor,
	meetingId: string,
	command: Command,
	known: Known
): Promise<Known> {
	const { type, args } = command;
	const found = { ...known };
	if (type === 'suggestion.add') found.name = await findName(trx, actor.personId);
	if (type === 'day.remove') found.isAttended = await isDayAttended(trx, meetingId, args.day);
	if (type === 'agenda.take') Object.assign(found, await findTaken(trx, actor, meetingId, args));
	if ('filmId' in args && args.filmId) found.film = await findFilm(trx, meetingId, args.filmId);
	if ('speakerIds' in args && args.speakerIds) {
		const people = await findPeople(trx, meetingId);
		found.speakers = pick(args.speakerIds, people, (person) => person.personId, 'speaker_missing');
	}
	if ('organisationIds' in args && args.organisationIds) {
		const all = await findOrganisations(trx, meetingId);
		found.organisations = pick(args.organisationIds, all, (one) => one.id, 'organisation_missing');
	}
	return found;
}

function pick<T>(ids: string[], all: T[], idOf: (one: T) => string, code: string): T[] {
	return [...new Set(ids)].map((id) => {
		const found = all.find((one) => idOf(one) === id);
		if (!found) throw refusal(code);
		return found;
	});
}

function refusal(code: string): AppError {
	const { status, sentence } = sentences[code] ?? sentences.malformed;
	return new AppError(code, status, sentence, refusalDetails(code));
}

/** After commit: to everybody in the meeting, and to the domains at the right. */
function tell(meetingId: string, event: LoggedEvent): void {
	publish(`meeting:${meetingId}`, 'meeting:event', { meetingId, ...event });
	const { type, payload } = event as unknown as Fact;
	if (type.startsWith('meeting.')) announce('meeting.changed', { meetingId });
	if (type === 'meeting.closed') announce('meeting.closed', { meetingId });
	if (type.startsWith('timer.')) return; // a clock changes nobody's rights
	for (const itemId of touchedItems(payload)) announce('item.changed', { meetingId, itemId });
}

function touchedItems(payload: Fact['payload']): string[] {
	if ('item' in payload) return [payload.item.id];
	if ('items' in payload) return payload.items.map((item) => item.id);
	if ('toItemId' in payload)
		return [payload.fromItemId, payload.toItemId].filter((id) => id !== null);
	return 'itemId' in payload && payload.itemId !== null ? [payload.itemId] : [];
}
