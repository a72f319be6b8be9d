import type { MeetingPart } from './day.ts';
import type { MeetingCard } from './dossier.ts';
import type { Localised } from './localised.ts';
import type { MeetingRole } from './meeting-kind.ts';
import type { MeetingStep } from './meeting-step.ts';
import type { DatePrecision, OrganisationName } from './organisation.ts';
import type { MeetingPlace } from './place.ts';
import type { Visibility } from './report.ts';

/** A speaker as the public may read of them: a name only on a recorded basis, else the role. */
export interface ProgrammeSpeaker {
	name: string | null;
	role: string | null;
	organisation: OrganisationName | null;
	planned: boolean;
	/** Null: nobody noted it. */
	spoke: boolean | null;
}

export interface ProgrammeItem {
	id: string;
	day: number;
	part: number;
	title: Localised;
	/** The title of the talk in the speaker's own language. */
	talk: Localised | null;
	format: string;
	language: string | null;
	subtitles: string[];
	minutes: number | null;
	status: string;
	/** False: announced, but absent from the report. */
	reported: boolean | null;
	speakers: ProgrammeSpeaker[];
	organisations: OrganisationName[];
	film: { slug: string; title: Localised } | null;
	budget: Localised[];
}

export interface ProgrammeDay {
	day: number;
	date: string;
	starts: string | null;
	ends: string | null;
	half: 'morning' | 'afternoon' | null;
	audience: string[];
	/** Whether one can follow by video; null: not stated. */
	remote: boolean | null;
}

/** Invited, then answered, then attended: the states of an organisation, as far as the reader may know. */
export interface Invited {
	organisation: OrganisationName;
	/** For those who edit the meeting. */
	isKey?: boolean;
	/** For members of the dossier. */
	answer?: 'accepted' | 'declined' | null;
	/** After the meeting; others than members only read of those who were there. */
	attendance: 'present' | 'apologies' | 'absent' | null;
}

/** Who came to a held meeting, counted from its attendance list. */
export interface ProgrammeAttendance {
	/** False: nobody recorded it, and the number says nothing. */
	isRecorded: boolean;
	organisations: number;
	/** Those who came where no organisation on the list did; null: counted by organisation. */
	persons: number | null;
	visibility: Visibility;
	/** A source's words, where nobody recorded a list; null for who may not read the list. */
	statement: Localised | null;
	/** Null: kept from this reader. */
	list: {
		present: OrganisationName[];
		apologies: OrganisationName[];
		/** Persons by name only on a recorded basis, else by role. */
		people: Array<{
			name: string | null;
			role: string | null;
			organisation: OrganisationName | null;
		}>;
	} | null;
}

export interface ParallelSlot {
	id: string;
	day: number;
	half: string | null;
	label: Localised;
	tracks: string[];
	/** What became of it, where somebody settled that; `half` is what was planned. */
	held: 'morning' | 'afternoon' | 'not-held' | null;
	/** Sources disagree on when it was held; what they say is for the desk. */
	isDisputed: boolean;
}

/** A meeting or an external event as everybody may read it. */
export interface Programme extends Omit<MeetingCard, 'days'> {
	id: string;
	visibility: 'public' | 'members';
	theme: Localised | null;
	objective: Localised | null;
	modeReason: Localised | null;
	place: MeetingPlace | null;
	host: OrganisationName | null;
	funder: OrganisationName | null;
	disclaimer: Localised | null;
	languages: string[];
	audience: string[];
	programmeStatus: 'provisional' | 'final' | null;
	registration: { url: string | null; deadline: string | null; language: string | null } | null;
	/** Organisations beyond the first host and the funder, with what they do. */
	roles: Array<{ role: MeetingRole; organisation: OrganisationName }>;
	lowBandwidth: boolean;
	statusHistory: Array<Omit<MeetingStep, 'actorId'>>;
	days: ProgrammeDay[];
	items: ProgrammeItem[];
	/** Parts of days that bear a name. */
	parts: MeetingPart[];
	slots: ParallelSlot[];
	invitation: { exhaustive: boolean; invited: Invited[] } | null;
	/** Null before the meeting was held. */
	attendance: ProgrammeAttendance | null;
	films: Array<{
		slug: string;
		title: Localised;
		seconds: number;
		audio: string[];
		subtitles: string[];
	}>;
	materials: Array<{
		id: string;
		type: string;
		title: Localised;
		date: string | null;
		datePrecision: DatePrecision;
		status: string | null;
		href: string | null;
	}>;
	previous: { slug: string; title: Localised } | null;
	next: { slug: string; title: Localised } | null;
	report: { slug: string; state: string } | null;
	updatedAt: string;
	sequence: number;
}
