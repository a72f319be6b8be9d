import type { SeatKind } from '#lib/model/meeting.ts';
import { m } from '#lib/paraglide/messages.js';

export const seatNames: Record<SeatKind, () => string> = {
	participant: m.room_seat_participant,
	speaker: m.room_seat_speaker,
	school: m.room_seat_school,
	viewer: m.room_seat_viewer,
	interpreter: m.room_seat_interpreter,
	captioner: m.room_seat_captioner,
	notes: m.room_seat_notes,
	chair: m.room_seat_chair
};
