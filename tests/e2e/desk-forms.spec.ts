import type { Locator, Page } from '@playwright/test';
import { routeEntries } from '#lib/server/people/entries.ts';
import { addressesOf } from '../support/addresses.ts';
import { expect, test } from '../support/story.ts';

const FIELD = /^\s*- '?(?:textbox|combobox|checkbox|searchbox|spinbutton)(?: "((?:[^"\\]|\\.)*)")?/;

/** The accessible names of a form's fields, as the browser makes them. */
async function listNames(form: Locator): Promise<string[]> {
	const lines = (await form.ariaSnapshot()).split('\n');
	return lines.flatMap((line) => {
		const found = FIELD.exec(line);
		return found ? [found[1] ?? ''] : [];
	});
}

/** What is wrong with the names on a page: none at all, or one for two fields of a form. */
async function findFaults(page: Page): Promise<string[]> {
	await page.evaluate(() => {
		for (const folded of document.querySelectorAll('details')) folded.open = true;
	});
	const faults: string[] = [];
	for (const form of await page.locator('main form').all()) {
		const names = await listNames(form);
		const doubles = names.filter((name, at) => !name || names.indexOf(name) !== at);
		faults.push(...new Set(doubles.map((name) => `${page.url()}: “${name}”`)));
	}
	return faults;
}

test('no two fields of a form at the desk have the same name, and none is nameless', async ({
	cast
}) => {
	const page = await cast.signedIn('admin', { javaScriptEnabled: true });
	await page.goto('/desk/people');
	const person = await page.locator('main li a').first().getAttribute('href');
	const routes = Object.keys(routeEntries).filter(
		(route) => route.startsWith('/(app)/desk') && !/\.(json|csv)$/.test(route)
	);
	// What belongs to no taskforce has no sample among the addresses of one.
	const others: Record<string, string> = {
		'/(app)/desk/people/[id=uuid]': person!,
		'/(app)/desk/people/[id=uuid]/merge': `${person}/merge`,
		'/(app)/desk/events/[slug]': '/desk/events/vet-conference-2022',
		'/(app)/desk/organisations/[slug]': '/desk/organisations/jntn',
		'/(app)/desk/organisations/[slug]/merge': '/desk/organisations/jntn/merge'
	};
	const addresses = routes.flatMap((route) => others[route] ?? addressesOf(route));
	expect(addresses.length).toBeGreaterThan(30);
	const opened = new Set<string>();
	const faults: string[] = [];
	let forms = 0;
	for (const address of addresses) {
		const answer = await page.goto(address);
		expect(answer?.status(), address).toBe(200);
		forms += await page.locator('main form').count();
		faults.push(...(await findFaults(page)));
		const [entry] = await page
			.locator('main a[href^="?edit="]')
			.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
		if (!entry || opened.has(new URL(entry).pathname)) continue;
		opened.add(new URL(entry).pathname);
		await page.goto(entry);
		faults.push(...(await findFaults(page)));
	}
	expect(forms).toBeGreaterThan(60);
	expect(faults).toEqual([]);
	await page.goto('/desk/reports/bretagne-1/translation');
	const title = 'Translation: Title of the item The Basque programme';
	await expect(page.getByRole('textbox', { name: title, exact: true })).toBeVisible();
});
