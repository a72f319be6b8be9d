import type { SeatKind } from './meeting.ts';

export const SOURCES = ['microphone', 'camera', 'screen'] as const;
export type Source = (typeof SOURCES)[number];

const publishing: Record<SeatKind, readonly Source[]> = {
	chair: ['microphone', 'camera', 'screen'],
	speaker: ['microphone', 'camera', 'screen'],
	participant: ['microphone', 'camera', 'screen'],
	notes: ['microphone', 'camera'],
	interpreter: ['microphone', 'camera'],
	captioner: ['microphone', 'camera'],
	school: ['microphone', 'camera'],
	viewer: []
};

/** What a seat may send into the media room; everybody may listen and watch. */
export function sourcesOf(kind: SeatKind): readonly Source[] {
	return publishing[kind];
}

const VIEW = ':display';

/** A big screen is a hidden, silent view of a seat: same seat, other identity, never counted. */
export function identityOf(seatId: string, view: 'seat' | 'display'): string {
	return view === 'display' ? seatId + VIEW : seatId;
}

/** The seat behind a media identity; null when the identity is none of ours. */
export function readIdentity(
	identity: string
): { seatId: string; view: 'seat' | 'display' } | null {
	const isView = identity.endsWith(VIEW);
	const seatId = isView ? identity.slice(0, -VIEW.length) : identity;
	return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(seatId)
		? { seatId, view: isView ? 'display' : 'seat' }
		: null;
}
