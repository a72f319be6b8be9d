import type { Db } from '#lib/server/platform/db.ts';
import { readDraftToEdit } from '#lib/server/report/draft.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { correctReport, publishReport } from '#lib/server/report/publication.ts';
import type { HeldMeeting } from './held-meeting.ts';

/** Files the draft of a held meeting's report, for domains that know nothing of reports. */
export const fileHeld = (db: Db, of: HeldMeeting) => fileReport(db, of.meetingId);

/** Publishes the report of a held meeting with what it lacks filled in, and these fields. */
export async function publishHeld(
	db: Db,
	of: HeldMeeting,
	fields: Record<string, string> = {},
	actor = of.secretariat
) {
	const { draftSeq } = await readDraftToEdit(db, actor, of.slug);
	const answers = {
		[`owner-${of.actionId}`]: of.organisations.school,
		[`outcome-${of.items.empty}`]: 'no-conclusion'
	};
	return publishReport(db, actor, of.slug, {
		draftSeq,
		fields: { ...answers, ...fields },
		state: 'published',
		origin: 'https://emvod.example'
	});
}

/** Another version of it. */
export async function correctHeld(db: Db, of: HeldMeeting) {
	await correctReport(db, of.secretariat, of.slug, { kind: 'editorial', reason: 'A comma' });
	return publishHeld(db, of, { summary: 'Other words' });
}
