import { record } from './support/record.ts';
import { onStage } from './support/stage.ts';

/** What each public page weighs on the line, without films and posters, in a fresh browser. */
const PAGES = [
	'/',
	'/dossiers',
	'/dossiers/bretagne',
	'/meetings/bretagne-1',
	'/meetings/bretagne-today',
	'/reports/bretagne-1',
	'/library',
	'/library/eu-stem-coalition',
	'/search?q=Jet-Net',
	'/organisations/jntn',
	'/sign-in'
];

await onStage(async ({ browser, address }) => {
	const rows: string[] = [];
	for (const path of PAGES) {
		const context = await browser.newContext();
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send('Network.enable');
		const urls = new Map<string, string>();
		let [bytes, requests] = [0, 0];
		session.on('Network.responseReceived', ({ requestId, response }) =>
			urls.set(requestId, response.mimeType)
		);
		session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			if (/^(video|image)\//.test(urls.get(requestId) ?? '') && !/svg/.test(urls.get(requestId)!))
				return;
			bytes += encodedDataLength;
			requests += 1;
		});
		const answer = await page.goto(address + path);
		await page.waitForLoadState('networkidle');
		rows.push(`| ${path} | ${answer?.status()} | ${(bytes / 1024).toFixed(1)} | ${requests} |`);
		await context.close();
	}
	record('pages', 'Page weights', [
		'| page | status | KB | requests |',
		'|---|---|---|---|',
		...rows
	]);
});
