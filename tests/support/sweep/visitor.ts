import { isHttpError, isRedirect } from '@sveltejs/kit';
import type { Actor } from '#lib/model/actor.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { renderPage, type PageLocale, type RenderedPage } from '../pages.ts';

/** What stands at an address for this reader: everything that would go over the line, as bytes. */
export interface Given {
	address: string;
	route: string;
	status: number;
	type: string;
	bytes: Buffer;
	/** Where a page stands there. */
	page?: RenderedPage;
}

type Load = (event: unknown) => Promise<object | void>;
interface Module {
	load?: Load;
	GET?: (event: unknown) => Promise<Response>;
	csr?: boolean;
	default?: Parameters<typeof renderPage>[0];
}
type Modules = Record<string, () => Promise<unknown>>;

// The tree of routes itself: a new route is visited without anybody adding it here.
const ROUTES = '/src/routes';
const pages: Modules = import.meta.glob('/src/routes/**/+page.svelte');
const loads: Modules = import.meta.glob('/src/routes/**/+page.server.ts');
const options: Modules = import.meta.glob('/src/routes/**/+page.ts');
const layouts: Modules = import.meta.glob('/src/routes/**/+layout*');
const servers: Modules = import.meta.glob('/src/routes/**/+server.ts');

/** Routes below `(public)`, by their id. */
export function listPublicRoutes(): string[] {
	const ids = [...Object.keys(pages), ...Object.keys(servers)].map((file) =>
		file.slice(ROUTES.length).replace(/\/\+(page\.svelte|server\.ts)$/, '')
	);
	return [...new Set(ids)].filter((id) => id.startsWith('/(public)')).sort();
}

/** The route behind a path, the most particular first, with what its address says. */
export function findRoute(path: string): { route: string; params: Record<string, string> } | null {
	const ids = Object.keys(pages).map((file) =>
		file.slice(ROUTES.length).replace(/\/\+page\.svelte$/, '')
	);
	const found = ids.flatMap((route) => {
		const pattern = route
			.replaceAll(/\/\([^)]+\)/g, '')
			.replaceAll(/\[(\w+)(?:=\w+)?\]/g, '(?<$1>[^/]+)');
		const match = new RegExp(`^${pattern || '/'}$`).exec(path);
		return match ? [{ route, params: { ...match.groups } }] : [];
	});
	const few = ({ params }: { params: object }) => Object.keys(params).length;
	return found.sort((a, b) => few(a) - few(b))[0] ?? null;
}

/** Layouts below `(public)`: there are none; words that one gives out would be visited too. */
export function listPublicLayouts(): string[] {
	return Object.keys(layouts).filter((file) => file.startsWith(`${ROUTES}/(public)`));
}

/** Visits one address of a route, without a server in between. */
export async function visit(
	route: string,
	params: Record<string, string>,
	path: string,
	{ actor = null, locale = 'en' }: { actor?: Actor | null; locale?: PageLocale } = {}
): Promise<Given> {
	overwriteGetLocale(() => locale);
	const url = new URL(path, 'https://emvod.example');
	const event = {
		url,
		params,
		route: { id: route },
		request: new Request(url),
		locals: { actor, locale, sessionId: null },
		getClientAddress: () => '127.0.0.1',
		setHeaders: () => undefined,
		depends: () => undefined
	};
	const place = { address: path, route };
	try {
		const server = await read(servers, `${route}/+server.ts`);
		if (server?.GET) {
			const response = await server.GET(event);
			const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
			const type = response.headers.get('content-type') ?? '';
			const body = Buffer.from(await response.arrayBuffer());
			return { ...place, status: response.status, type, bytes: withHead(type, head, body) };
		}
		return { ...place, status: 200, type: 'text/html', ...(await show(route, event, locale)) };
	} catch (fault) {
		if (isRedirect(fault)) return { ...place, ...tell(fault.status, fault.location) };
		if (isHttpError(fault)) return { ...place, ...tell(fault.status, fault.body) };
		throw fault;
	}
}

/** The page with its data: a page that wakes up in the browser carries them. */
async function show(route: string, event: { url: URL }, locale: PageLocale) {
	const page = await read(pages, `${route}/+page.svelte`);
	const server = await read(loads, `${route}/+page.server.ts`);
	const data = (await server?.load?.(event)) ?? {};
	const settings = await read(options, `${route}/+page.ts`);
	const rendered = await renderPage(
		page!.default!,
		{ data: { actor: null, opensDesk: false, ...data }, form: null },
		{ path: event.url.pathname + event.url.search, locale }
	);
	const carried = (settings?.csr ?? server?.csr) === false ? '' : JSON.stringify(data);
	const { head, html } = rendered;
	return { page: rendered, bytes: Buffer.from(`${head}\n${html}\n${carried}`) };
}

async function read(modules: Modules, file: string): Promise<Module | undefined> {
	return (await modules[ROUTES + file]?.()) as Module | undefined;
}

function tell(status: number, said: unknown) {
	return { status, type: 'application/json', bytes: Buffer.from(JSON.stringify(said)) };
}

/** Headers are given out too; before bytes that are no text they stand in no way. */
function withHead(type: string, head: string, body: Buffer): Buffer {
	return /pdf|officedocument|image|video/.test(type) ? body : Buffer.from(`${head}\n\n${body}`);
}
