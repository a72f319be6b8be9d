import type { OrganisationName } from './organisation.ts';
import type { Localised } from './localised.ts';
import type { VersionKind } from './report-version.ts';

export type ReportState = 'draft' | 'provisional' | 'published' | 'superseded' | 'withdrawn';

/** What each state may become. From published or withdrawn to published only a correction leads. */
const STEPS: Record<ReportState, ReportState[]> = {
	draft: ['provisional', 'published'],
	provisional: ['provisional', 'published', 'withdrawn'],
	published: ['published', 'superseded', 'withdrawn'],
	superseded: ['withdrawn'],
	withdrawn: ['published']
};

/** Whether a report in state `from` may become `to`; `correcting`: a correction of it is open. */
export function mayBecome(from: ReportState, to: ReportState, correcting = false): boolean {
	if (to === 'published' && (from === 'published' || from === 'withdrawn')) return correcting;
	return STEPS[from].includes(to);
}

/** Whether the draft may be written in: before the publication, and while a correction or a reinstatement is open. */
export function mayEdit(state: ReportState, correcting: boolean): boolean {
	return mayBecome(state, 'published', correcting);
}

/** What is being made of a report that was published before, until its next version. */
export interface Correction {
	/** `reinstated`: of a withdrawn report, which the next version gives back. */
	kind: Exclude<VersionKind, 'first'>;
	reason: Localised;
	/** ISO instant of its opening, and who opened it. */
	at?: string;
	by?: string | undefined;
	/** Of a reinstatement: the versions before the withdrawal may be read again too. */
	isReadable?: boolean;
}

/** The field of a draft's form with the reason of its open correction. */
export const REASON_FIELD = 'correction-reason';

/** How long those who attended may comment on a provisional report, in days. */
export const COMMENT_DAYS = 7;

/** The instant at which comments on a version given out at `at` close. */
export function closesAt(at: Date): Date {
	return new Date(at.getTime() + COMMENT_DAYS * 86_400_000);
}

export const COMMENT_STATES = ['open', 'answered', 'taken-over'] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

export interface ReportComment {
	id: string;
	version: number;
	/** Named among those who attended; null once the person was erased. */
	author: string | null;
	organisation: OrganisationName | null;
	itemId: string | null;
	text: string;
	state: CommentState;
	answer: string;
	/** ISO instant. */
	at: string;
}

/** What the period for comments on a provisional report has come to. */
export interface Consultation {
	/** ISO instant at which comments close. */
	until: string;
	isOver: boolean;
	open: number;
	total: number;
}
