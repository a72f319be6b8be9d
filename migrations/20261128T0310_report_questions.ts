import { sql, type Kysely } from 'kysely';
import { replaceSearchSource } from './views/search-source.ts';

/**
 * A report holds questions with their answers: what was answered is found like what was asked, and no
 * version has a question without an answer. No text of before holds any, so none is indexed anew.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await replaceSearchSource(db);
	await sql`ALTER TABLE report_version
		ADD CONSTRAINT report_version_questions_answered CHECK (
			NOT jsonb_path_exists(content, '$.items[*].questions[*] ? (!(@.answer != ""))') AND
			NOT jsonb_path_exists(restricted, '$.*[*].value.** ? (@.answer == "")'))`.execute(db);
}
