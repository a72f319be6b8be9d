import type { Actor } from '#lib/model/actor.ts';
import type { Locale } from '#lib/model/localised.ts';

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
			id?: string;
		}
	}
}

export {};
