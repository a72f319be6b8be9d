import type { Actor } from '#lib/model/actor.ts';
import type { Locale } from '#lib/model/localised.ts';
import type { Phrase } from '#lib/model/report.ts';

declare global {
	namespace App {
		interface Locals {
			actor: Actor | null;
			/** The secret of the session cookie; never leaves the server. */
			sessionId: string | null;
			locale: Locale;
		}
		interface Error {
			message: string;
			code?: string;
			/** Heading and sentence in the reader's language, where the server knows one. */
			title?: string;
			text?: string;
			id?: string;
			/** Words inside the message that stand in a language of their own. */
			quoted?: Phrase;
			/** What a withdrawn report was of, as far as the reader may know it; the date in words. */
			of?: {
				title: Phrase;
				date: string | null;
				meeting: string | null;
				dossier: { slug: string; title: Phrase } | null;
			};
			/** The report of which only this version was withdrawn: another is given out. */
			current?: string;
			/** The report that the reader can publish again. */
			desk?: string;
		}
	}
}

export {};
