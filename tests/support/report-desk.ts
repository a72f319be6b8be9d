import type { Actor } from '#lib/model/actor.ts';
import { readAdding } from '#lib/model/report-adding.ts';
import { mayEdit } from '#lib/model/report-life.ts';
import type { ReportContent } from '#lib/model/report.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { readCommentsToAnswer } from '#lib/server/report/comment.ts';
import { readDraftToEdit } from '#lib/server/report/draft.ts';
import { listParts } from '#lib/server/report/edit.ts';
import { listFacts } from '#lib/server/report/fact-rows.ts';
import type { LaterNotes } from '#lib/server/report/later-notes.ts';
import { Words } from '#lib/server/report/words.ts';
import ReportDesk from '../../src/routes/(app)/desk/reports/[slug]/+page.svelte';
import { renderPage, type PageLocale } from './pages.ts';

interface Shown {
	/** What a form that was refused brings back. */
	form?: object | null;
	locale?: PageLocale | undefined;
	/** What is changed in the draft before it is shown. */
	change?: (content: ReportContent) => ReportContent;
	/** What the address asks to add to an item. */
	add?: string | null;
	laterNotes?: LaterNotes[];
	/** It was withdrawn a moment ago. */
	isTakenBack?: boolean;
}

/** The id of an item that is added. */
export const NEW_ITEM = '00000000-0000-4000-8000-0000000000ad';

/** The page on which a report is written, as its server sends it. */
export async function showReportDesk(
	db: Db,
	actor: Actor,
	slug: string,
	{
		form = null,
		locale,
		change = (content) => content,
		add = null,
		laterNotes = [],
		isTakenBack = false
	}: Shown = {}
) {
	const { head, facts, ...stored } = await readDraftToEdit(db, actor, slug);
	const content = change(stored.content);
	const data = {
		...stored,
		content,
		head,
		facts: { rows: listFacts(facts, new Words(locale ?? 'en', 'UTC')), mayEdit: facts.mayEdit },
		comments: await readCommentsToAnswer(db, actor, slug),
		suggestions: {},
		attendance: [],
		parts: listParts(content),
		newItemId: NEW_ITEM,
		adding: readAdding(add),
		laterNotes,
		canEdit: mayEdit(head.state, head.correction !== null),
		saved: isTakenBack,
		isTakenBack,
		opensDesk: true
	};
	return renderPage(ReportDesk, { data, form }, { path: `/desk/reports/${slug}`, locale });
}

/** The ids of a page, which links may lead to. */
export function listIds(html: string): Set<string> {
	return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!));
}
