import { sql, type RawBuilder } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';

/**
 * The title of a report of a meeting `m`, as SQL: the meeting's own in all its languages, unless the
 * report was given another one, which then stands in its language and those it was translated into.
 * `report` has the version's number as `version`; `content` is that version, null where none is given
 * out. The view `search_source` says the same.
 */
export function reportTitle(report: string, content: string): RawBuilder<Localised> {
	const [r, said] = [sql.raw(report), sql.raw(content)];
	return sql<Localised>`CASE
		WHEN coalesce(${said} #>> '{title,text}', '') = ''
			OR ${said} #>> '{title,text}' = m.title #>> ARRAY['texts', ${said} #>> '{title,lang}'] THEN m.title
		ELSE jsonb_build_object('original', ${said} #>> '{title,lang}', 'texts', coalesce((
			SELECT jsonb_object_agg(t.language, t.texts ->> 'title') FROM report_translation t
			WHERE t.report_id = ${r}.id AND t.version = ${r}.version AND t.complete AND t.texts ->> 'title' <> ''), '{}')
			|| jsonb_build_object(${said} #>> '{title,lang}', ${said} #>> '{title,text}')) END`;
}
