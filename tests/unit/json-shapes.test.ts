import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DOSSIER_STATUSES } from '#lib/model/dossier.ts';
import { ACTION_STATES, OUTCOMES } from '#lib/model/report.ts';
import { PAGE_SIZE } from '#lib/model/page.ts';
import { HIT_KINDS } from '#lib/model/search.ts';
import { TIMELINE_TYPES } from '#lib/model/timeline.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import type { TestDatabase } from '../support/database.ts';
import { demoDatabase } from '../support/demo.ts';
import { holdMeeting } from '../support/held-meeting.ts';
import { publishHeld } from '../support/publish-held.ts';
import { servedDatabase } from '../support/served.ts';
import { listMisfits, listPlaces, type Shape } from '../support/shape.ts';
import { visit } from '../support/sweep/visitor.ts';

/*
 * The JSON that programs of others rely on: each name is there, and what stands there is of the kind
 * that was said. Fields may be added; whoever renames or removes one, or gives it another type, is
 * stopped here.
 */

let own: TestDatabase;
beforeAll(async () => {
	own = await servedDatabase(demoDatabase);
	// What the demo leaves open, stated.
	await own.db.updateTable('dossier').set({ status: 'active', endDate: '2021-12-31' }).execute();
	await sql`UPDATE result SET objective_id = o.id FROM objective o WHERE o.dossier_id = result.dossier_id`.execute(
		own.db
	);
	// Beside the demo a meeting that was held here: notes, decisions, actions and films with their times.
	const dossier = await own.db
		.selectFrom('dossier')
		.select('id')
		.where('slug', '=', 'bretagne')
		.executeTakeFirstOrThrow();
	const held = await holdMeeting(own.db, 'held-here', { dossierId: dossier.id, ordinal: 9 });
	await fileReport(own.db, held.meetingId);
	await publishHeld(own.db, held, {
		[`due-${held.actionId}`]: '2027-01-31',
		[`new-question-${held.items.talk}`]: 'Who pays?',
		[`new-question-answer-${held.items.talk}`]: 'The network does.',
		[`new-question-organisation-${held.items.talk}`]: held.organisations.school
	});
});
afterAll(() => own.close());

const orNull = (shape: Shape) => ({ orNull: shape });
const list = (shape: Shape) => ({ list: shape });
const PRECISION = ['day', 'month', 'year', 'unknown'];
const MODES = ['online', 'hybrid', 'on-site'];
const organisation: Shape = { slug: 'text', name: orNull('text'), label: 'text' };
const linked = { slug: 'text', title: 'text' } as const;

const DOSSIER: Shape = {
	slug: 'text',
	title: 'text',
	titleLanguage: 'language',
	status: orNull(DOSSIER_STATUSES),
	country: orNull('text'),
	region: orNull('text'),
	requestedBy: list(organisation),
	period: { from: orNull('date'), to: orNull('date') },
	objectives: list({ text: 'text', textLanguage: 'language', metBy: list('text') }),
	results: list({ id: 'text', date: orNull('date'), datePrecision: PRECISION, text: 'text' }),
	meetings: list({
		slug: 'text',
		title: 'text',
		status: 'text',
		mode: orNull(MODES),
		timezone: 'text',
		days: list({ date: 'date' }),
		href: 'path'
	}),
	timeline: list({
		id: 'text',
		type: TIMELINE_TYPES,
		date: orNull('date'),
		datePrecision: PRECISION,
		title: 'text',
		summary: orNull('text'),
		source: orNull('text'),
		href: 'path'
	})
};

const action = {
	id: 'text',
	text: 'text',
	owner: orNull({ kind: ['organisation', 'person'], name: 'text' }),
	due: orNull('date'),
	state: ACTION_STATES
} as const;

const question = {
	id: 'text',
	question: 'text',
	answer: 'text',
	organisation: orNull('text')
} as const;

const REPORT: Shape = {
	id: 'text',
	slug: 'text',
	version: 'number',
	state: ['provisional', 'published', 'superseded'],
	language: 'language',
	title: 'text',
	dossier: linked,
	meeting: linked,
	host: { slug: 'text', name: 'text' },
	place: 'text',
	mode: MODES,
	days: list({ day: 'number', date: 'date', starts: orNull('time'), ends: orNull('time') }),
	attendance: {
		organisations: orNull('number'),
		persons: orNull('number'),
		onSite: orNull('number'),
		remote: orNull('number')
	},
	items: list({
		title: 'text',
		planned: { minutes: orNull('number') },
		actual: orNull({ openedAt: 'instant', closedAt: 'instant', minutes: 'number' }),
		outcome: OUTCOMES,
		speakers: list({
			name: orNull('text'),
			role: orNull('text'),
			organisation: orNull('text'),
			planned: 'boolean',
			spoke: orNull('boolean')
		}),
		notesHtml: 'html',
		decisions: list({ id: 'text', text: 'text' }),
		actions: list(action),
		questions: list(question),
		films: list({ slug: 'text', title: 'text', at: orNull('instant'), href: 'path' })
	}),
	questions: list(question),
	nextMeeting: orNull({ slug: 'text', title: 'text', date: orNull('date') }),
	versions: list({
		n: 'number',
		at: 'instant',
		kind: ['first', 'editorial', 'substantive', 'reinstated'],
		reason: orNull('text')
	})
};

const MEETING: Shape = {
	slug: 'text',
	kind: 'text',
	title: 'text',
	status: 'text',
	mode: orNull(MODES),
	timezone: 'text',
	days: list({ day: 'number', date: 'date', starts: orNull('time'), ends: orNull('time') }),
	host: orNull(organisation),
	dossier: orNull(linked),
	objective: orNull('text'),
	languages: list('language'),
	agenda: list({
		id: 'text',
		title: 'text',
		talk: orNull('text'),
		format: 'text',
		minutes: orNull('number'),
		status: 'text',
		speakers: list({
			name: orNull('text'),
			role: orNull('text'),
			organisation: orNull(organisation)
		})
	}),
	attendance: orNull({
		recorded: 'boolean',
		organisations: orNull('number')
	}),
	films: list(linked),
	previous: orNull(linked),
	next: orNull(linked),
	report: orNull({ slug: 'text', state: 'text', href: 'path' })
};

const ORGANISATION: Shape = { slug: 'text', name: orNull('text'), country: orNull('text') };

const FILM: Shape = {
	slug: 'text',
	title: 'text',
	language: 'language',
	href: 'path',
	date: orNull('date'),
	durationSec: 'number',
	audio: list('language'),
	tracks: list({ language: 'language', kind: 'text', vtt: 'path', srt: 'path', txt: 'path' }),
	file: 'path',
	dossier: orNull('text'),
	meetings: list('text')
};

const FOUND: Shape = {
	query: 'text',
	approximate: 'boolean',
	page: 'number',
	next: orNull('path'),
	allSpoken: orNull('path'),
	results: list({
		kind: HIT_KINDS,
		id: 'text',
		title: 'text',
		excerpt: orNull('text'),
		date: orNull('date'),
		href: 'path'
	})
};

const SLUGS: Record<string, string> = {
	dossiers: 'dossier',
	meetings: 'meeting',
	events: 'meeting',
	organisations: 'organisation',
	library: 'film'
};

async function read(route: string, params: Record<string, string>, path: string) {
	const { bytes, status } = await visit(`/(public)${route}`, params, path);
	return status === 200 ? [JSON.parse(bytes.toString().replace(/^[^]*?\n\n/, '')) as object] : [];
}
/** All there are of a kind, as a visitor is given them. */
async function readAll(place: string): Promise<object[]> {
	const table = SLUGS[place] as 'meeting';
	const rows = await own.db.selectFrom(table).select('slug').execute();
	const found: object[] = [];
	for (const { slug } of rows)
		found.push(...(await read(`/${place}/[slug].json`, { slug }, `/${place}/${slug}.json`)));
	return found;
}
function expectShape(documents: object[], shape: Shape) {
	expect(documents.length).toBeGreaterThan(0);
	const seen = new Set<string>();
	expect(documents.flatMap((one) => listMisfits(one, shape, seen))).toEqual([]);
	expect(
		listPlaces(shape).filter((place) => !seen.has(place)),
		'never given'
	).toEqual([]);
}

test('a dossier', async () => {
	expectShape(await readAll('dossiers'), DOSSIER);
});

test('a report, at its address and at that of a version', async () => {
	const path = '/reports/[slug].[format=reportformat]';
	const of = (slug: string) => read(path, { slug, format: 'json' }, `/reports/${slug}.json`);
	const version = { slug: 'bretagne-1', version: 'v1', format: 'json' };
	const first = await read(
		'/reports/[slug]/[version=reportversion].[format=reportformat]',
		version,
		'/reports/bretagne-1/v1.json'
	);
	const all = [...(await of('bretagne-1')), ...(await of('held-here')), ...first];
	expect(all).toHaveLength(3);
	expectShape(all, REPORT);
});

test('a meeting, and an event of others', async () => {
	expectShape(await readAll('meetings'), MEETING);
	const seen = new Set<string>();
	const events = await readAll('events');
	expect(events.flatMap((one) => listMisfits(one, MEETING, seen))).toEqual([]);
	expect(seen.size).toBeGreaterThan(20);
});

test('an organisation, a film, and what was found', async () => {
	expectShape(await readAll('organisations'), ORGANISATION);
	expectShape(await readAll('library'), FILM);
	const find = (query: string) => read('/search.json', {}, `/search.json?q=${query}`);
	const many = Array.from({ length: PAGE_SIZE + 1 }, (_, n) => `quail-${n}`);
	await own.db
		.insertInto('organisation')
		.values(many.map((slug) => ({ slug, name: slug })))
		.execute();
	const queries = ['Bretagne', 'network', 'the', 'quail'];
	expectShape((await Promise.all(queries.map(find))).flat(), FOUND);
});
