import * as v from 'valibot';
import { BudgetRecord, CheckRecord, DossierRecord, PublicationRecord } from './dossier.ts';
import { FilmRecord } from './film.ts';
import { AttendanceRecord, InvitationRecord, MeetingRecord } from './meeting.ts';
import { OrganisationRecord, PersonRecord } from './people.ts';
import { MinutesRecord, ParticipantReportRecord } from './report.ts';

/** A whole record file: what the demo is, and what another hub could hand over. */
export const RecordFile = v.object({
	organisations: v.array(OrganisationRecord),
	people: v.array(PersonRecord),
	dossiers: v.array(DossierRecord),
	meetings: v.array(MeetingRecord),
	invitations: v.array(InvitationRecord),
	attendance: v.array(AttendanceRecord),
	equipmentChecks: v.array(CheckRecord),
	budgetLines: v.array(BudgetRecord),
	videos: v.array(FilmRecord),
	publications: v.array(PublicationRecord),
	minutes: v.array(MinutesRecord),
	participantReports: v.array(ParticipantReportRecord)
});
export type RecordFile = v.InferOutput<typeof RecordFile>;
