import * as v from 'valibot';
import { date, localised, maybe, provenance, slug, strings } from './fields.ts';

const time = v.pipe(v.string(), v.isoTime());
const half = v.picklist(['morning', 'afternoon']);

const DayRecord = v.object({
	date,
	start: maybe(time),
	end: maybe(time),
	part: maybe(half),
	audience: strings,
	remote: maybe(v.boolean())
});

/** An agenda item; `plannedSpeakers` stands where it differs from who spoke. */
export const ItemRecord = v.object({
	id: v.string(),
	day: v.optional(v.number(), 1),
	part: v.optional(v.number(), 1),
	pos: v.optional(v.number(), 1),
	title: localised,
	talk: maybe(localised),
	format: v.string(),
	org: maybe(v.string()),
	orgs: strings,
	speakers: strings,
	plannedSpeakers: v.optional(v.array(v.string())),
	lang: maybe(v.string()),
	subs: strings,
	min: maybe(v.number()),
	perSpeakerSec: maybe(v.number()),
	video: maybe(v.string()),
	audience: strings,
	queue: maybe(v.record(v.string(), v.unknown())),
	budgetLines: strings,
	reported: maybe(v.boolean()),
	note: maybe(v.string())
});
export type ItemRecord = v.InferOutput<typeof ItemRecord>;

const SlotRecord = v.object({
	id: v.string(),
	day: v.number(),
	slot: maybe(half),
	label: localised,
	tracks: v.array(v.string()),
	heldNote: maybe(v.string())
});

/** A meeting or an external event, with its days and agenda. */
export const MeetingRecord = v.object({
	id: v.string(),
	dossier: maybe(v.string()),
	slug,
	formerSlugs: strings,
	ordinal: maybe(v.number()),
	kind: v.string(),
	follows: maybe(v.string()),
	title: localised,
	theme: maybe(localised),
	objective: maybe(localised),
	mode: maybe(v.picklist(['online', 'hybrid', 'on-site'])),
	modeReason: maybe(localised),
	timezone: v.string(),
	days: v.pipe(v.array(DayRecord), v.minLength(1)),
	host: maybe(v.string()),
	funder: maybe(v.string()),
	city: maybe(v.string()),
	place: maybe(v.record(v.string(), v.string())),
	room: maybe(v.looseObject({ lowBandwidth: v.optional(v.boolean(), false) })),
	workingLanguages: strings,
	audience: strings,
	status: v.string(),
	programmeStatus: maybe(v.picklist(['provisional', 'final'])),
	statusNote: maybe(v.string()),
	statusHistory: v.optional(v.array(v.looseObject({ at: v.string(), status: v.string() })), []),
	announcedBy: maybe(v.string()),
	registration: maybe(v.looseObject({ url: maybe(v.string()) })),
	agenda: v.optional(v.array(ItemRecord), []),
	parallel: v.optional(v.array(SlotRecord), []),
	videos: strings,
	...provenance
});
export type MeetingRecord = v.InferOutput<typeof MeetingRecord>;

/** Who was invited to a meeting and what they answered; everybody not named has accepted. */
export const InvitationRecord = v.object({
	meeting: v.string(),
	list: maybe(v.string()),
	orgs: strings,
	schools: strings,
	exhaustive: v.optional(v.boolean(), true),
	priority: strings,
	declined: strings,
	noAnswer: strings,
	...provenance
});
export type InvitationRecord = v.InferOutput<typeof InvitationRecord>;

/** Who came (a held meeting) or which seats are planned (`seats`). */
export const AttendanceRecord = v.object({
	meeting: v.string(),
	publicStatement: maybe(localised),
	note: maybe(v.string()),
	countPresentingInitiatives: maybe(v.number()),
	present: strings,
	apologies: strings,
	absent: strings,
	seats: v.optional(
		v.array(
			v.object({
				org: v.string(),
				seat: v.picklist(['on-site', 'remote', 'room-device']),
				peopleInRoom: maybe(v.number()),
				equipment: maybe(v.string())
			})
		),
		[]
	),
	...provenance
});
export type AttendanceRecord = v.InferOutput<typeof AttendanceRecord>;
