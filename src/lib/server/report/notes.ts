import type { Db } from '../platform/db.ts';

/** What the live notes of one item hold, as their own domain reads them. */
export interface ItemNotes {
	html: string;
	text: string;
	decisions: Array<{ id: string; html: string; text: string }>;
	actions: Array<{ id: string; html: string; text: string }>;
	lines: Array<{ organisation: string; text: string }>;
}

export async function readNotes(_db: Db, _meetingId: string): Promise<Map<string, ItemNotes>> {
	return new Map();
}
