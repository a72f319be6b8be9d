import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { listNaming } from '#lib/server/intake/annexes.ts';
import { readMeetingDesk } from '#lib/server/meeting/desk.ts';
import { readDesk } from '#lib/server/report/desk.ts';
import { useDataFolder } from '../support/data-folder.ts';
import { demoDatabase, findDemoActor } from '../support/demo.ts';
import { addWaiting } from '../support/waiting.ts';
import { findRoute, visit } from '../support/sweep/visitor.ts';

/* Whatever waits on the desk leads to where it is mended: every line of every kind is followed. */

const folder = useDataFolder();
let demo: Awaited<ReturnType<typeof demoDatabase>>;
let secretariat: Actor;
let close: () => Promise<void>;
beforeAll(async () => {
	demo = await demoDatabase();
	process.env.DATABASE_URL = demo.url;
	const { getDb } = await import('#lib/server/platform/db.ts');
	close = () => getDb().destroy();
	secretariat = await findDemoActor(demo.db, 'secretariat');
	await addWaiting(demo.db, secretariat);
});
afterAll(async () => {
	await close();
	await demo.close();
	folder.remove();
});

/** The words at an address for this reader, as the server sends them. */
async function open(path: string, actor: Actor) {
	const place = findRoute(new URL(path, 'https://emvod.example').pathname);
	if (!place) return { status: 0, html: '' };
	const { status, bytes } = await visit(place.route, place.params, path, { actor });
	return { status, html: bytes.toString() };
}

async function follow(actor: Actor): Promise<string[]> {
	const { html } = await open('/desk', actor);
	const main = html.slice(html.indexOf('<h1'), html.lastIndexOf('</ul>'));
	const hrefs = [...main.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map(([, href]) =>
		href!.replaceAll('&amp;', '&')
	);
	const { gaps, translations, differing, more } = await readDesk(demo.db, actor);
	const { deadLinks } = await readMeetingDesk(demo.db, actor);
	const lines = [
		...[...gaps.incomplete, ...gaps.conflicts, ...translations],
		...[...differing, ...deadLinks]
	];
	const naming = await listNaming(demo.db, actor);
	expect(naming.map(({ title }) => title.text)).toEqual(['Names somebody']);
	expect(hrefs).toEqual(expect.arrayContaining(naming.map(({ desk }) => desk)));
	expect(hrefs).toEqual(expect.arrayContaining(lines.map(({ href }) => href)));
	if (more.coming) expect(hrefs).toContain('/desk?all=coming#coming');
	const dead: string[] = [];
	for (const href of new Set(hrefs)) {
		const [path = '', anchor] = href.split('#');
		const page = await open(path || '/desk', actor);
		if (page.status !== 200) dead.push(`${page.status} ${href}`);
		else if (path === '/desk') dead.push(`nowhere ${href}`);
		else if (anchor && !page.html.includes(`id="${anchor}"`)) dead.push(`no anchor ${href}`);
	}
	return dead.sort();
}

/** The pages of every line are compiled and opened, which a busy machine does slowly. */
const PATIENCE = 180_000;

test('there is a line of every kind', async () => {
	const desk = await readDesk(demo.db, secretariat);
	const { more, remindable, ...meetings } = await readMeetingDesk(demo.db, secretariat);
	const { waiting, differing, unwritten, published, takenBack, coming, overdue } = desk;
	const { gaps, translations } = desk;
	const reports = { waiting, differing, unwritten, published, takenBack };
	const lists = { ...reports, coming, overdue, translations };
	for (const [name, list] of Object.entries({ ...lists, ...gaps, ...meetings }))
		expect(list, name).not.toEqual([]);
	const kinds = (list: string[]) => [...new Set(list)].sort();
	expect(kinds(gaps.incomplete.map(({ field }) => field))).toEqual(
		['status', 'mode', 'city', 'registration.url', 'date', 'name'].sort()
	);
	expect(kinds(gaps.conflicts.map(({ code }) => code))).toEqual(
		['attendance', 'programme', 'slot', 'status', 'result'].sort()
	);
	expect(kinds(meetings.unprepared.flatMap(({ lacks }) => lacks))).toEqual(
		['date', 'host', 'place', 'programme'].sort()
	);
	expect(kinds(translations.map(({ of }) => of))).toEqual(
		[
			...['title', 'background', 'disclaimer', 'aim', 'result', 'figure', 'budget'],
			...['summary', 'objective', 'theme', 'modeReason', 'statement'],
			...['opinion', 'name', 'report']
		].sort()
	);
	expect(kinds(meetings.deadLinks.map(({ url }) => new URL(url).pathname))).toEqual(
		[
			...['/registration', '/place', '/map', '/publication', '/apart', '/organisation'],
			...['/background', '/report', '/traduit', '/opinion']
		].sort()
	);
	expect(more.awaited).toBe(0);
	expect(desk.more.coming).toBeGreaterThan(0);
	expect(remindable).toBeGreaterThan(0);
});

test('an entry of no dossier is mended in the form of those, whatever it lacks', async () => {
	const { id } = await demo.db
		.selectFrom('publication')
		.where('dossierId', 'is', null)
		.select('id')
		.executeTakeFirstOrThrow();
	const form = `/desk/publications?edit=${id}`;
	const { gaps } = await readDesk(demo.db, secretariat);
	const { deadLinks } = await readMeetingDesk(demo.db, secretariat);
	const lines = [...gaps.incomplete, ...deadLinks].filter(({ href }) => href.includes(id));
	expect(lines.map(({ href }) => href)).toEqual([`${form}#date`, `${form}#url`]);
	const { html } = await open(form, secretariat);
	expect(html).toMatch(
		new RegExp(`id="entry-${id}"[^]*<input[^>]*id="url"[^>]*value="[^"]*/apart"`)
	);
});

test('a translation that waits is open in the form that its line leads to, and can be confirmed', async () => {
	const { translations } = await readDesk(demo.db, secretariat);
	const entries = translations.filter(({ of }) => of !== 'report');
	expect(entries.length).toBeGreaterThan(12);
	for (const { href, of, language } of entries) {
		const [, field = ''] = href.split('#');
		const { html } = await open(href.split('#')[0]!, secretariat);
		const form = html.slice(html.indexOf(`id="${field}"`));
		const sign = href.startsWith('/desk/meetings/') ? '-' : ':';
		const name = of === 'name' ? `same_${language}` : `${field}${sign}same.${language}`;
		expect(form.slice(0, form.indexOf('</fieldset>')), href).toContain(`name="${name}"`);
	}
});

test(
	'every line leads the secretariat to a page that opens, and to the place on it',
	async () => {
		expect(await follow(secretariat)).toEqual([]);
	},
	PATIENCE
);

test(
	'and administrators, whose desk has lines of their own',
	async () => {
		const admin = await findDemoActor(demo.db, 'admin');
		const { translations } = await readDesk(demo.db, admin);
		expect(translations.map(({ href }) => href)).toContain('/desk/texts');
		expect(await follow(admin)).toEqual([]);
	},
	PATIENCE
);

/** The element that an anchor names is a field, or holds one that can be filled in. */
function leadsToField(html: string, anchor: string): boolean {
	const at = html.search(new RegExp(`<[a-z]+\\s[^>]*\\bid="${anchor}"`));
	const tag = /^<([a-z]+)/.exec(html.slice(Math.max(0, at)))?.[1] ?? '';
	if (at < 0 || ['input', 'select', 'textarea', 'button'].includes(tag)) return at >= 0;
	let depth = 0;
	for (const { index, 0: sign } of html.slice(at).matchAll(new RegExp(`</?${tag}\\b`, 'g'))) {
		depth += sign.startsWith('</') ? -1 : 1;
		if (depth > 0) continue;
		const own = html.slice(at, at + index);
		const isFocusable = /^[^>]*\btabindex="-1"/.test(own);
		return isFocusable && /<(?:select|textarea|button|input(?![^>]*type="hidden"))/.test(own);
	}
	return false;
}

test(
	'what is missing, contradicts or is to be noted leads to its very field, or to its group',
	async () => {
		const { html } = await open('/desk', secretariat);
		const { gaps } = await readDesk(demo.db, secretariat);
		const { unconfirmed, unprepared } = await readMeetingDesk(demo.db, secretariat);
		const lacks = { date: '#date', host: '#host', place: '#city' };
		const lines = [
			...[...gaps.incomplete, ...gaps.conflicts].map(({ href }) => href),
			...gaps.subtitles.map(({ href }) => `${href}/edit#file`),
			...unconfirmed.map(({ slug }) => `/desk/meetings/${slug}#status`),
			...unprepared.flatMap((one) =>
				Object.entries(lacks).flatMap(([lack, anchor]) =>
					one.lacks.some((own) => own === lack) ? [`/desk/meetings/${one.slug}${anchor}`] : []
				)
			)
		];
		const astray: string[] = [];
		for (const href of new Set(lines)) {
			expect(html).toContain(`href="${href.replaceAll('&', '&amp;')}"`);
			const [path = '', anchor = ''] = href.split('#');
			const page = await open(path, secretariat);
			if (!leadsToField(page.html, anchor)) astray.push(href);
		}
		expect(astray).toEqual([]);
	},
	PATIENCE
);
