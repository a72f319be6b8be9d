import type { Component } from 'svelte';
import { render } from 'svelte/server';
import type { Actor } from '#lib/model/actor.ts';
import { type locales, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { getDossierWithTimeline } from '#lib/server/dossier/dossier.ts';
import { getEventFacts, listMeetingFigures } from '#lib/server/dossier/event-facts.ts';
import { getOrganisation } from '#lib/server/dossier/organisation.ts';
import { readSharedTexts } from '#lib/server/dossier/shared-texts.ts';
import { search } from '#lib/server/library/search.ts';
import { getProgramme, listParticipantReports } from '#lib/server/meeting/programme.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { findComments } from '#lib/server/report/comment.ts';
import { describeForSearch } from '#lib/server/report/json-ld.ts';
import { presentReport } from '#lib/server/report/page.ts';
import { readReport, splitView } from '#lib/server/report/report.ts';
import DossierPage from '../../src/routes/(public)/dossiers/[slug]/+page.svelte';
import EventPage from '../../src/routes/(public)/events/[slug]/+page.svelte';
import MeetingPage from '../../src/routes/(public)/meetings/[slug]/+page.svelte';
import OrganisationPage from '../../src/routes/(public)/organisations/[slug]/+page.svelte';
import SearchPage from '../../src/routes/(public)/search/+page.svelte';
import ReportPage from '../../src/routes/(public)/reports/[slug]/+page.svelte';

export type PageLocale = (typeof locales)[number];

export interface RenderedPage {
	head: string;
	html: string;
	/** What is read, without markup and with single spaces. */
	text: string;
	/** Level and words of each heading, in order. */
	headings: Array<{ level: number; text: string }>;
	links: Array<{ href: string; text: string }>;
}

/** A page as the server sends it, before any script runs. */
export async function renderPage(
	page: Component<any>, // eslint-disable-line @typescript-eslint/no-explicit-any -- each page has its own data
	props: object,
	{ path, locale = 'en' }: { path: string; locale?: PageLocale | undefined }
): Promise<RenderedPage> {
	overwriteGetLocale(() => locale);
	const url = new URL(path, 'https://emvod.example');
	const request = { page: { url, data: {}, params: {}, route: { id: null }, status: 200 } };
	const { head, body } = await render(page, {
		props,
		context: new Map([['__request__', request]])
	});
	return {
		head,
		html: body,
		text: readWords(body),
		headings: [...body.matchAll(/<h([1-6])[^>]*>(.*?)<\/h\1>/gs)].map(([, level, words]) => ({
			level: Number(level),
			text: readWords(words ?? '')
		})),
		links: [...body.matchAll(/<a\s[^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].map(
			([, href, words]) => ({ href: href ?? '', text: readWords(words ?? '') })
		)
	};
}

interface Reader {
	actor?: Actor | null;
	locale?: PageLocale | undefined;
}

export async function showDossier(
	db: Db,
	slug: string,
	{ actor = null, locale, query = {} }: Reader & { query?: { type?: string; lang?: string } } = {}
) {
	const filter = { type: query.type ?? null, language: query.lang ?? null };
	const { dossier, timeline } = await getDossierWithTimeline(db, actor, slug, filter);
	const shared = await readSharedTexts(db);
	const data = { dossier, timeline, filter, shared, actor };
	return renderPage(DossierPage, { data }, { path: `/dossiers/${slug}`, locale });
}

export async function showMeeting(db: Db, slug: string, { actor = null, locale }: Reader = {}) {
	const meeting = await getProgramme(db, actor, slug);
	const data = { meeting, figures: await listMeetingFigures(db, actor, meeting.id), actor };
	return renderPage(MeetingPage, { data }, { path: `/meetings/${slug}`, locale });
}

export async function showEvent(db: Db, slug: string, { actor = null, locale }: Reader = {}) {
	const meeting = await getProgramme(db, actor, slug);
	const reports = await listParticipantReports(db, actor, meeting);
	const facts = await getEventFacts(db, actor, meeting.id);
	const data = { meeting, reports, facts, actor };
	return renderPage(EventPage, { data }, { path: `/events/${slug}`, locale });
}

export async function showOrganisation(db: Db, slug: string, reader: Reader = {}) {
	const { actor = null, locale } = reader;
	const data = { organisation: await getOrganisation(db, actor, slug), actor };
	return renderPage(OrganisationPage, { data }, { path: `/organisations/${slug}`, locale });
}

export async function showReport(
	db: Db,
	slug: string,
	{ actor = null, locale, language }: Reader & { language?: string } = {}
) {
	const view = await readReport(db, actor, slug, undefined, language);
	const { head, content, present } = splitView(view);
	const published = {
		head,
		report: presentReport(content, locale ?? 'en', present),
		address: `https://emvod.example/reports/${slug}`,
		linked: describeForSearch(view, 'https://emvod.example'),
		comments: await findComments(db, actor, slug),
		commented: false
	};
	const props = { data: { published }, form: null };
	return renderPage(ReportPage, props, { path: `/reports/${slug}`, locale });
}

export async function showSearch(db: Db, query: string, { actor = null, locale }: Reader = {}) {
	const data = { found: await search(db, actor, query), actor };
	return renderPage(SearchPage, { data }, { path: '/search', locale });
}

function readWords(html: string): string {
	return html
		.replaceAll(/<!--.*?-->/gs, '')
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll('&amp;', '&')
		.replaceAll('&lt;', '<')
		.replaceAll(/\s+/g, ' ')
		.replaceAll(/ ([,.])/g, '$1')
		.trim();
}

/** Where words end that come one after the other on a page; -1 when they do not. */
export function findInOrder(text: string, words: string[]): number {
	let at = 0;
	for (const word of words) {
		const found = text.indexOf(word, at);
		if (found < 0) return -1;
		at = found + word.length;
	}
	return at;
}
