import type { Localised } from './localised.ts';
import type { OrganisationName } from './organisation.ts';

/** What somebody who took part wrote about an event; never the official report. */
export interface ParticipantReport {
	id: string;
	author: { name: string | null; role: string };
	language: string;
	opinion: Localised | null;
	recommendations: string[];
	coveredBy: OrganisationName | null;
	coverage: Array<{ track: string; status: string }>;
	figures: Array<{ what: string; value: number; op?: string; split?: Record<string, number> }>;
	/** `picture` says what a picture of it shows. */
	mentions: Array<{
		of: OrganisationName;
		by: string;
		organisation: OrganisationName;
		picture: string | null;
	}>;
	annexImages: number;
}

/** A figure whose parts do not add up to it is worth a word. */
export function addsUp(figure: ParticipantReport['figures'][number]): boolean {
	if (!figure.split) return true;
	return Object.values(figure.split).reduce((sum, part) => sum + part, 0) === figure.value;
}

/** Tracks of the programme about which the report says nothing. */
export function findUncovered(tracks: string[], coverage: ParticipantReport['coverage']): string[] {
	const told = new Set(coverage.map((entry) => entry.track));
	return tracks.filter((track) => !told.has(track));
}
