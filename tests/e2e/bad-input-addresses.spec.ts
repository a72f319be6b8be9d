import { routeEntries } from '#lib/server/people/entries.ts';
import { addressesOf } from '../support/addresses.ts';
import { stack } from '../support/control.ts';
import { expect, test, type Cast, type DemoPerson } from '../support/story.ts';
import { query } from '../support/sql.ts';

type Headers = Record<string, string>;
const PAGE = { accept: 'text/html' };
const PROGRAM = { accept: 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

function ask(address: string, headers: Headers = PAGE, body?: string): Promise<Response> {
	return fetch(stack.address + address, {
		method: body === undefined ? 'GET' : 'POST',
		body,
		redirect: 'manual',
		headers: { origin: stack.address, ...headers }
	});
}

async function cookieOf(cast: Cast, person: DemoPerson): Promise<Headers> {
	const page = await cast.signedIn(person);
	const cookies = await page.context().cookies();
	return { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
}

const routesFor = (entry: 'public' | 'signed-in') =>
	Object.keys(routeEntries).filter((route) => routeEntries[route] === entry);

test('a visitor is led from every private page to the form, and a program is told', async () => {
	const addresses = routesFor('signed-in').flatMap(addressesOf);
	expect(addresses.length).toBeGreaterThan(15);
	for (const plain of addresses)
		for (const address of plain.startsWith('/api') ? [plain] : [plain, `/fr${plain}`]) {
			const page = await ask(address);
			expect(page.status, address).toBe(303);
			const form = new URL(page.headers.get('location') ?? '', stack.address);
			expect(form.pathname, address).toBe(address.startsWith('/fr') ? '/fr/sign-in' : '/sign-in');
			expect(form.searchParams.get('to'), address).toBe(address);

			const told = await ask(address, PROGRAM);
			expect(told.status, address).toBe(401);
			expect(await told.json(), address).toMatchObject({ message: 'Sign in first.' });
			expect((await ask(address, { ...PAGE, ...FORM }, 'title=x')).status, address).toBe(401);

			const data = await ask(`${address}/__data.json`, PROGRAM);
			const words = await data.text();
			expect([401, 404].includes(data.status) || words.includes('"redirect"'), address).toBe(true);
			expect(words, address).not.toMatch(/Taskforce Meeting|nodes/);
		}
});

test('a twin of a private page that no route knows does not exist', async () => {
	for (const page of routesFor('signed-in').flatMap(addressesOf))
		for (const format of ['.json', '.pdf', '.ics', '.atom', '.md'])
			for (const headers of [PAGE, PROGRAM])
				expect([303, 401, 404], page + format).toContain(
					(await ask(page + format, headers)).status
				);
});

test('a file that is gone is told by a page of the site in a browser, and in a line to a program', async () => {
	await query(`update report set state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'Slander'
		where slug = 'bretagne-1'`);
	try {
		for (const [address, status, says] of [
			['/reports/bretagne-1.pdf', 410, 'This report was withdrawn'],
			['/reports/bretagne-1.docx', 410, 'This report was withdrawn'],
			['/fr/reports/bretagne-1.md', 410, 'Slander'],
			['/reports/no-such-report.pdf', 404, 'This page does not exist'],
			['/nl/dossiers/no-such-dossier.json', 404, 'Deze pagina bestaat niet']
		] as const) {
			const page = await ask(address);
			const html = await page.text();
			expect([page.status, page.headers.get('content-type')], address).toEqual([
				status,
				'text/html'
			]);
			expect(html, address).toContain(says);
			// With the ways on that each page has.
			expect(html, address).toMatch(/<nav[^>]*>[\s\S]*href="[^"]*\/dossiers"/);
			const told = await ask(address, PROGRAM);
			expect(told.status, address).toBe(status);
			expect(await told.text(), address).not.toContain('<html');
		}
	} finally {
		await query(`update report set state = 'published', withdrawn_at = null, withdrawn_reason = null
			where slug = 'bretagne-1'`);
	}
});

test('a member of another taskforce finds no private page of this one', async ({ cast }) => {
	cast.expected.push(/status of 404/);
	const other = await cookieOf(cast, 'other');
	const secretariat = await cookieOf(cast, 'secretariat');
	const ofThisTaskforce = routesFor('signed-in')
		.filter((route) => route.includes('[slug]'))
		.flatMap(addressesOf);
	let found = 0;
	for (const address of ofThisTaskforce) {
		const answer = await ask(address, { ...PAGE, ...other });
		expect(answer.status, address).toBe(404);
		expect(await answer.text(), address).toMatch(
			/This (page )?does not exist, or you may not see it/
		);
		expect((await ask(address, { ...PROGRAM, ...other })).status, address).toBe(404);
		// The same addresses are there for who may see them, or the above would show nothing.
		if ((await ask(address, { ...PAGE, ...secretariat })).ok) found++;
	}
	expect(found).toBeGreaterThan(ofThisTaskforce.length / 2);
});

test('what the other taskforce sends to this one changes nothing', async ({ cast }) => {
	const other = await cookieOf(cast, 'other');
	const count = `select (select count(*) from agenda_item) || ' ' || (select count(*) from invitation)
		|| ' ' || (select count(*) from report_version) || ' ' || (select count(*) from track) as everything`;
	const before = await query(count);
	for (const [address, actions] of [
		['/meetings/bretagne-today/agenda', ['add', 'edit', 'move', 'remove', 'restore']],
		['/meetings/bretagne-today/invitations', ['invite', 'revoke']],
		['/desk/reports/bretagne-1', ['save', 'answer', 'correct', 'withdraw', 'drop', 'supersede']],
		['/desk/reports/bretagne-1', ['answerComment', 'suggest', 'annex', 'provisional', 'reinstate']],
		['/desk/reports/bretagne-1/translation', ['save']],
		['/library/jet-net-denmark/edit', ['']]
	] as const)
		for (const action of actions) {
			const body =
				'title=Mine&minutes=5&label=Me&seatKind=viewer&uses=1&days=1&reason=x&language=en';
			const answer = await ask(
				action ? `${address}?/${action}` : address,
				{ ...PAGE, ...FORM, ...other },
				body
			);
			expect([404, 405, 415], `${address}?/${action}`).toContain(answer.status);
		}
	expect(await query(count)).toEqual(before);
});

test('of a dossier that only members see, no format of any page says a word', async ({ cast }) => {
	const other = await cookieOf(cast, 'other');
	const member = await cookieOf(cast, 'secretariat');
	const addresses = routesFor('public')
		.filter((route) => /\/(dossiers|meetings|reports|library)\/\[slug\]/.test(route))
		.flatMap(addressesOf);
	const lists = [
		'/',
		'/dossiers',
		'/dossiers.json',
		'/library',
		'/library.json',
		'/feed.atom',
		'/calendar.ics'
	].concat('/sitemap.xml', '/search?q=bretagne', '/search.json?q=bretagne', '/fr/search?q=Jet-Net');
	const there: string[] = [];
	for (const address of addresses) {
		const answer = await ask(address);
		await answer.arrayBuffer();
		if (answer.ok) there.push(address);
	}
	for (const part of [
		'json',
		'pdf',
		'docx',
		'md',
		'ics',
		'atom',
		'vtt',
		'srt',
		'txt',
		'mp4',
		'jpg'
	])
		expect(
			there.some((address) => address.endsWith(`.${part}`)),
			part
		).toBe(true);
	await query(`update dossier set visibility = 'members' where slug = 'bretagne'`);
	try {
		for (const address of addresses) {
			for (const headers of [PAGE, PROGRAM, { ...PAGE, ...other }, { ...PROGRAM, ...other }])
				expect.soft((await ask(address, headers)).status, address).toBe(404);
		}
		expect((await ask('/reports/bretagne-1', { ...PAGE, ...member })).status).toBe(200);
		for (const list of lists)
			for (const headers of [PAGE, { ...PAGE, ...other }]) {
				const words = await (await ask(list, headers)).text();
				expect
					.soft(
						words.match(/\/(meetings|reports|dossiers)\/bretagne|jet-net-activity-examples/),
						list
					)
					.toBeNull();
			}
	} finally {
		await query(`update dossier set visibility = 'public' where slug = 'bretagne'`);
	}
});

test('addresses that cannot be stored in a database do not exist either', async () => {
	for (const wild of [
		'%00',
		'a%00b',
		'%ff',
		'%ed%a0%80',
		'..%2f..%2fetc',
		"';drop",
		'x'.repeat(4000)
	]) {
		for (const place of ['/dossiers/', '/meetings/', '/reports/', '/library/', '/organisations/'])
			expect([400, 404, 431], place + wild).toContain((await ask(place + wild)).status);
		for (const list of ['/search?q=', '/search.json?q=', '/library?q=', '/dossiers?country='])
			expect([200, 400], list + wild).toContain((await ask(list + wild)).status);
	}
	expect((await ask('/account', { ...PAGE, cookie: 'session=%00' })).status).toBe(303);
	const form = `email=${encodeURIComponent('a\0@b.example')}&password=x`;
	const answer = await ask('/sign-in', { ...PAGE, ...FORM }, form);
	expect(answer.status).toBe(400);
	expect((await ask('/healthz')).status).toBe(200);
});
