import * as v from 'valibot';
import { line } from './meeting-facts.ts';

/** What a speaker of a past meeting was that day. */
export interface SpeakerDay {
	role: string | null;
	organisationId: string | null;
}

/** Both in one line, as a form keeps what it was opened with. */
export function sumUpDay({ role, organisationId }: SpeakerDay): string {
	return `${organisationId ?? ''} ${role ?? ''}`.trim();
}

/** The same in a form: with `opened` the editor saw that row last. */
export interface GivenDay extends SpeakerDay {
	opened: string;
}

/** Speakers by key from the fields `role-KEY`, `organisation-KEY` and `opened-KEY`. */
export const SpeakerDayForm = v.pipe(
	v.record(v.string(), v.string()),
	v.transform((fields): Record<string, unknown> =>
		Object.fromEntries(
			Object.entries(fields)
				.filter(([name]) => name.startsWith('role-'))
				.map(([name, role]) => {
					const key = name.slice('role-'.length);
					const [organisation, opened] = ['organisation', 'opened'].map(
						(one) => fields[`${one}-${key}`] ?? ''
					);
					return [key, { role, organisationId: organisation || null, opened }];
				})
		)
	),
	v.record(
		v.string(),
		v.object({
			role: v.pipe(
				line(200),
				v.transform((role) => role || null)
			),
			organisationId: v.nullable(v.pipe(v.string(), v.uuid())),
			opened: line(300)
		})
	)
);
