import type { Programme } from '#lib/model/programme.ts';
import { leaveOutRefused } from '#lib/server/people/refusal.ts';
import type { Db } from '#lib/server/platform/db.ts';

/** A meeting or event in whose facts names that were refused give way to the role. */
export async function giveProgramme<P extends Programme>(db: Db, programme: P): Promise<P> {
	const [facts] = await leaveOutRefused(db, [
		{ meetingId: programme.id, words: pickFacts(programme) }
	]);
	const { items, ...words } = facts!;
	return {
		...programme,
		...words,
		items: programme.items.map((item, n) => ({ ...item, ...items[n] }))
	};
}

/** What an editor typed; names of speakers and of who came have a rule of their own. */
function pickFacts({ title, theme, objective, city, place, parts, slots, items }: Programme) {
	const talks = items.map((item) => ({ title: item.title, talk: item.talk }));
	return { title, theme, objective, city, place, parts, slots, items: talks };
}
