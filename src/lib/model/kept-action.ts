import * as v from 'valibot';
import type { Localised } from './localised.ts';
import { isDate } from './meeting-kind.ts';
import { ACTION_STATES, type ReportAction } from './report.ts';

/** Which actions a list shows. */
export const KEPT_STATES = ['unfinished', 'overdue', 'done', 'dropped', 'all'] as const;
export interface KeptFilter {
	state: (typeof KEPT_STATES)[number];
	/** Slugs; `owner` is the id of a person or an organisation. */
	dossier?: string | undefined;
	meeting?: string | undefined;
	owner?: string | undefined;
	/** An action that stays in the list, for instance the one just saved. */
	also?: string | undefined;
	/** Of the list, from 1. */
	page?: number | undefined;
}

/** An action as it stands now, where it is looked after once its meeting is over. */
export interface KeptAction {
	id: string;
	/** What a form must bear, so that it overwrites nothing. */
	version: string;
	/** Null while no report words it, or where the reader may not read them. */
	text: string | null;
	/** Of the words. */
	language: string | null;
	state: ReportAction['state'];
	due: string | null;
	/** What was answered, or why it was dropped. */
	note: string;
	isOverdue: boolean;
	ownerId: string | null;
	owner: string | null;
	meeting: { slug: string; title: Localised };
	dossier: { slug: string; title: Localised } | null;
	/** The slug of the report that is given out, if there is one. */
	report: string | null;
	/** What was changed here, newest first. */
	history: Array<{
		at: string;
		by: string | null;
		state: ReportAction['state'];
		due: string | null;
		owner: string | null;
		note: string;
	}>;
}

const text = (longest: number) => v.pipe(v.string(), v.trim(), v.maxLength(longest));

/** What the desk says of an action. */
export const ActionForm = v.object({
	id: v.pipe(v.string(), v.uuid()),
	version: v.string(),
	state: v.picklist(ACTION_STATES),
	/** The name of a person of the meeting or of an organisation, as it was typed. */
	owner: text(200),
	due: v.union([v.literal(''), v.pipe(v.string(), v.check(isDate))]),
	note: text(2000)
});
export type ActionForm = v.InferOutput<typeof ActionForm>;

/** What an owner says: that it is done, and what came of it. */
export const DoneForm = v.object({
	id: v.pipe(v.string(), v.uuid()),
	note: text(2000)
});
export type DoneForm = v.InferOutput<typeof DoneForm>;

/** Where the desk keeps an action, open to be changed, among those of its meeting. */
export function linkAction(id: string, meeting: string): string {
	return `/desk/actions?state=all&meeting=${encodeURIComponent(meeting)}&also=${id}#action-${id}`;
}
