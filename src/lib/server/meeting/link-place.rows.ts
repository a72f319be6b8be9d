import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import { editingPublication } from '../dossier/publications.rows.ts';
import { edits } from './editor.rows.ts';

/** Whose links, and which: texts that hold none of them are not taken apart. */
interface Asked {
	actor: Actor;
	urls: string[];
}

/** Who mends it: whoever edits the dossier, whoever publishes in it, administrators. */
type Mender = 'edit' | 'publish' | 'admin';

function mends(asked: Asked | undefined, by: Mender, dossier: string): RawBuilder<boolean> {
	if (!asked || asked.actor.isAdmin) return sql<boolean>`true`;
	if (by === 'admin') return sql<boolean>`false`;
	if (by === 'edit') return edits(asked.actor, dossier);
	return sql<boolean>`EXISTS (SELECT FROM dossier_member own WHERE own.person_id = ${asked.actor.personId}
		AND own.dossier_id = ${sql.raw(dossier)} AND own.level = 'publish')`;
}

/** Whether a text may hold one of the links: HTML writes a sign within them otherwise. */
function mayHold(asked: Asked | undefined, text: string): RawBuilder<boolean> {
	if (!asked) return sql<boolean>`true`;
	return sql<boolean>`EXISTS (SELECT FROM unnest(${asked.urls}::text[]) dead
		WHERE strpos(${sql.raw(text)}, split_part(dead, '&', 1)) > 0)`;
}

/** Every link in the texts of a JSON value; it ends before a space, a bracket or a quotation mark. */
const linksIn = (value: string) => sql`
	CROSS JOIN LATERAL jsonb_path_query(${sql.raw(value)}, 'strict $.** ? (@.type() == "string")') words
	CROSS JOIN LATERAL regexp_matches(replace(words #>> '{}', '&amp;', '&'),
		'https?://[^[:space:]<>()"]+[^[:space:]<>()".,;:!?]', 'g') found(url)`;

const OPINIONS =
	'jsonb_build_array(p.opinion, p.question, p.mentions, p.coverage, p.figures, p.recommendations)';

/** Every outside link of the record, in whichever language, with where it stands and which form mends it. */
export function everyLink(asked?: Asked): RawBuilder<unknown> {
	const mended = (by: Mender, dossier: string) => mends(asked, by, dossier);
	return sql`(
		SELECT place.url, m.title AS subject, '/desk/meetings/' || m.slug || place.field AS href FROM meeting m
			CROSS JOIN LATERAL (VALUES (m.registration ->> 'url', '#registration'),
				(m.place ->> 'url', '#city'), (m.place ->> 'map', '#city')) place(url, field)
			WHERE ${mended('edit', 'm.dossier_id')}
		UNION ALL SELECT p.url, p.title, ${editingPublication('p', 'd')} || '#url'
			FROM publication p LEFT JOIN dossier d ON d.id = p.dossier_id WHERE ${mended('edit', 'p.dossier_id')}
		UNION ALL SELECT o.url, coalesce(o.label, jsonb_build_object('original', 'mul', 'texts',
				jsonb_build_object('mul', o.name))), '/desk/organisations/' || o.slug || '#url'
			FROM organisation o WHERE ${mended('edit', 'NULL::uuid')}
		UNION ALL SELECT DISTINCT found.url[1], d.title, '/desk/dossiers/' || d.slug || '#background'
			FROM dossier d ${linksIn('d.background')}
			WHERE ${mended('edit', 'd.id')} AND ${mayHold(asked, 'd.background::text')}
		-- What is printed is mended by a correction; a text that is still open, in its form.
		UNION ALL SELECT DISTINCT found.url[1], m.title, '/desk/reports/' || r.slug
				|| CASE WHEN r.state = 'published' AND r.correction IS NULL THEN '#correct' ELSE '' END
			FROM report r JOIN report_version v ON v.report_id = r.id AND v.version = r.version
			JOIN meeting m ON m.id = r.meeting_id ${linksIn('jsonb_build_array(v.content, v.restricted)')}
			WHERE r.state IN ('provisional', 'published') AND ${mended('publish', 'm.dossier_id')}
				AND ${mayHold(asked, 'concat(v.content, v.restricted)')}
		-- The newest of each language, as its page prints it; one that nobody may read yet is still in its form.
		UNION ALL SELECT DISTINCT found.url[1], m.title, '/desk/reports/' || r.slug || '/translation?language=' || t.language
			FROM report r JOIN meeting m ON m.id = r.meeting_id
			CROSS JOIN LATERAL (SELECT DISTINCT ON (language) language, texts FROM report_translation
				WHERE report_id = r.id AND complete ORDER BY language, version DESC) t ${linksIn('t.texts')}
			WHERE r.state IN ('provisional', 'published') AND ${mended('publish', 'm.dossier_id')}
				AND ${mayHold(asked, 't.texts::text')}
		UNION ALL SELECT DISTINCT found.url[1], m.title, CASE WHEN d.slug IS NULL THEN '/desk/events/' || m.slug
				ELSE '/desk/dossiers/' || d.slug || '/reports' END || '?edit=' || p.id || '#entry-' || p.id
			FROM participant_report p JOIN meeting m ON m.id = p.meeting_id LEFT JOIN dossier d ON d.id = m.dossier_id
			${linksIn(OPINIONS)}
			WHERE ${mended('edit', 'm.dossier_id')} AND ${mayHold(asked, `${OPINIONS}::text`)}
		UNION ALL SELECT DISTINCT found.url[1], NULL::jsonb, '/desk/texts' FROM setting s ${linksIn('s.value')}
			WHERE s.key LIKE 'text.%' AND ${mended('admin', 'NULL::uuid')} AND ${mayHold(asked, 's.value::text')}
	)`;
}
