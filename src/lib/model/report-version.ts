export type VersionKind = 'first' | 'editorial' | 'substantive' | 'reinstated';

/** A time during which a report was withdrawn, and is no more. */
export interface Withdrawal {
	/** ISO instants. */
	from: string;
	to: string;
	reason: string;
	/** The last version before it. */
	version: number;
	/** Whether that version and those before it are given out again. */
	isReadable: boolean;
}

export interface ReportVersion {
	n: number;
	at: string;
	state: 'provisional' | 'published';
	kind: VersionKind;
	reason: string | null;
}
