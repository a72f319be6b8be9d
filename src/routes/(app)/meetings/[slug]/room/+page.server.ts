import { error } from '@sveltejs/kit';
import { readState } from '#lib/server/agenda/state.ts';
import { listFilms } from '#lib/server/library/film.ts';
import { enterMeeting } from '#lib/server/meeting/access.ts';
import { findRoomHead, listOwners } from '#lib/server/meeting/room.rows.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const db = getDb();
	const head = await findRoomHead(db, params.slug);
	if (!head || !locals.actor) error(404);
	try {
		const { seat, canChair } = await enterMeeting(db, locals.actor, head.id);
		const [state, films, owners] = await Promise.all([
			readState(db, locals.actor, head.id),
			listFilms(db, locals.actor),
			listOwners(db, head.id)
		]);
		const me = { personId: seat.personId, seatId: seat.id, kind: seat.kind, canChair };
		return { head, state, films, owners, me, name: seat.name };
	} catch (fault) {
		if (fault instanceof AppError) error(fault.status, fault.message);
		throw fault;
	}
};
