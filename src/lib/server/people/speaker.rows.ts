import { sql, type RawBuilder } from 'kysely';

/**
 * The role of a speaker (row `speaker` of item_speaker, `person` of person): that of the day once the
 * meeting is past, until then the one they have now. Erasing gives a role also where there was none.
 */
export function speakerRole(speaker: string, person: string): RawBuilder<string | null> {
	const [s, p] = [sql.raw(speaker), sql.raw(person)];
	return sql<string | null>`CASE WHEN ${s}.stamped_at IS NULL OR ${p}.erased_at IS NOT NULL
		THEN coalesce(${s}.role_label, ${p}.role_label) ELSE ${s}.role_label END`;
}

/** The id of the organisation for which they speak, in the same way. */
export function speakerOrganisation(speaker: string, person: string): RawBuilder<string | null> {
	const [s, p] = [sql.raw(speaker), sql.raw(person)];
	return sql<string | null>`CASE WHEN ${s}.stamped_at IS NULL
		THEN coalesce(${s}.organisation_id, ${p}.organisation_id) ELSE ${s}.organisation_id END`;
}
