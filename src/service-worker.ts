/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { extractLocaleFromRequest } from '#lib/paraglide/runtime.js';
import { BrowserKeptActions } from '#lib/realtime/kept-actions.ts';
import { BrowserKeptEdits } from '#lib/realtime/kept-edits.ts';
import { renderOfflinePage } from '#lib/realtime/offline-page.ts';
import tokens from '#lib/ui/tokens.css?inline';

/*
 * Keeps no page and no file: on a device that several people use, nothing of one may be left for
 * the next. It only answers in the place of a server that cannot be reached.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));

worker.addEventListener('activate', (event) =>
	event.waitUntil(
		Promise.all([worker.clients.claim(), worker.registration.navigationPreload?.enable()])
	)
);

worker.addEventListener('fetch', (event) => {
	if (event.request.mode !== 'navigate' || event.request.method !== 'GET') return;
	event.respondWith(
		Promise.resolve(event.preloadResponse)
			.then((answer: Response | undefined) => answer ?? fetch(event.request))
			.catch(() => tellOffline(event.request))
	);
});

async function hasKept(): Promise<boolean> {
	const stores = [new BrowserKeptEdits(), new BrowserKeptActions()];
	const found = await Promise.all(stores.map((store) => store.hasAny().catch(() => false)));
	return found.includes(true);
}

async function tellOffline(request: Request): Promise<Response> {
	const nonce = crypto.randomUUID();
	const page = renderOfflinePage({
		locale: extractLocaleFromRequest(request),
		hasKept: await hasKept(),
		tokens,
		nonce
	});
	const allowed = ["default-src 'none'", "connect-src 'self'", "base-uri 'none'"];
	const own = [`style-src 'nonce-${nonce}'`, `script-src 'nonce-${nonce}'`];
	return new Response(page, {
		status: 503,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': [...allowed, ...own].join('; ')
		}
	});
}
