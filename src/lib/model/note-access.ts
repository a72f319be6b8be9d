import { includes, type Level } from './actor.ts';
import type { ItemAccess } from './agenda.ts';
import type { MeetingStatus, SeatKind } from './meeting.ts';

/** What decides over a person's rights on the notes of one item. */
export interface NoteCircumstances {
	status: MeetingStatus;
	access: ItemAccess;
	isRemoved: boolean;
	seat: SeatKind | null;
	/** Chairs the meeting, with or without a seat: publishes its report. */
	isChair: boolean;
	isSpeaker: boolean;
	level: Level | null;
	isAdmin: boolean;
}
export interface NoteRights {
	canRead: boolean;
	canWrite: boolean;
	/** May see earlier text, deleted words among it: who writes, leads or edits the dossier. */
	canReview: boolean;
}

/**
 * Who may read and write notes: chair, note takers and the secretariat in every open item, others
 * as far as the item is open to them; after the meeting only who may publish. Whoever chairs the
 * meeting without a seat in it reads what the report they publish is made of, and writes there.
 */
export function decideNoteRights(facts: NoteCircumstances): NoteRights {
	const level: Level | null = facts.isAdmin ? 'publish' : facts.level;
	const isInside = facts.seat !== null || includes(level, 'read');
	const canRead = !facts.isRemoved && (isInside || facts.isChair);
	const canWrite = canRead && mayWrite(facts, level);
	const leads =
		facts.isChair || facts.seat === 'chair' || facts.seat === 'notes' || includes(level, 'edit');
	return { canRead, canWrite, canReview: canWrite || (canRead && leads) };
}

function mayWrite(facts: NoteCircumstances, level: Level | null): boolean {
	if (facts.status === 'cancelled') return false;
	if (facts.status === 'held') return includes(level, 'publish');
	if (facts.access === 'closed') return false;
	if (facts.seat === 'chair' || facts.seat === 'notes' || includes(level, 'edit')) return true;
	if (facts.access === 'notes' || facts.seat === null || facts.seat === 'viewer') return false;
	return facts.access === 'all' || facts.isSpeaker;
}
