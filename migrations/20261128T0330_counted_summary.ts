import { sql, type Kysely } from 'kysely';

/** How the summary of a draft counted one organisation before it was said in the singular. */
const FORMER = [
	'Held on .+ \\(.+\\) with 1 organisations present\\. Decisions: \\d+; actions agreed: \\d+\\.',
	'Réunion tenue le .+ \\(.+\\) en présence de 1 organisations\\. Décisions.: \\d+.; actions convenues.: \\d+\\.',
	'Gehouden op .+ \\(.+\\) met 1 organisaties\\. Besluiten: \\d+; afgesproken acties: \\d+\\.',
	'Celebrada el .+ \\(.+\\) con 1 organizaciones presentes\\. Decisiones: \\d+; acciones acordadas: \\d+\\.',
	'Afholdt .+ \\(.+\\) med 1 organisationer til stede\\. Beslutninger: \\d+; aftalte opgaver: \\d+\\.'
];

/**
 * A draft remembers the summary that was counted for it, so that one that nobody wrote goes on following
 * when the words for it change. Those that were filed with the words of before are told what theirs was.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`UPDATE report SET draft = jsonb_set(draft, '{counted}', draft -> 'summary')
		WHERE version = 0 AND draft ->> 'summary' ~ ${`^(${FORMER.join('|')})$`}`.execute(db);
}
