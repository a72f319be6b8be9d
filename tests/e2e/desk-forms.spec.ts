import type { Locator, Page } from '@playwright/test';
import { routeEntries } from '#lib/server/people/entries.ts';
import { addressesOf } from '../support/addresses.ts';
import { query } from '../support/sql.ts';
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

/** A meeting of Brittany's whose report is provisional, with two comments of somebody who attended. */
async function commentedReport(page: Page): Promise<string> {
	const slug = `commented-${Date.now().toString(36)}`;
	await query(
		`WITH held AS (INSERT INTO meeting (slug, dossier_id, ordinal, kind, title, mode, host_id, status, room_name)
			SELECT $1, dossier_id, 78, kind, $2::jsonb, 'online', host_id, 'held', $1 FROM meeting
			WHERE slug = 'bretagne-1' RETURNING id)
		INSERT INTO meeting_day (meeting_id, day, date) SELECT id, 1, '2021-03-05' FROM held`,
		[slug, JSON.stringify({ original: 'en', texts: { en: 'A call that was commented' } })]
	);
	await page.goto(`/desk/meetings/${slug}`);
	await page.getByRole('button', { name: 'Begin the report' }).press('Enter');
	await page.getByRole('button', { name: 'Publish as provisional' }).press('Enter');
	await page.waitForURL(`**/reports/${slug}`);
	for (const words of ['The figure is wrong.', 'So is the date.'])
		await query(
			`INSERT INTO report_comment (report_id, version, person_id, text)
				SELECT id, 1, (SELECT person_id FROM account WHERE email LIKE 'participant@%'), $2
				FROM report WHERE slug = $1`,
			[slug, words]
		);
	return slug;
}

for (const javaScriptEnabled of [true, false])
	test(`answering a comment loses nothing typed in the draft, ${javaScriptEnabled ? 'with' : 'without'} a script`, async ({
		cast
	}) => {
		cast.expected.push(/422 \(Unprocessable/);
		const page = await cast.signedIn('secretariat', { javaScriptEnabled });
		const slug = await commentedReport(page);
		await page.goto(`/desk/reports/${slug}`);
		const objective = page.getByRole('textbox', { name: 'Objective' });
		const answers = page.getByRole('textbox', { name: /^Answer/ });
		const give = page.getByRole('button', { name: 'Save answer' });
		await objective.fill('Typed before the answer');
		await answers.last().fill('Half an ans');
		await give.first().press('Enter');
		await expect(page.getByText('Write the answer first.').first()).toBeVisible();
		await expect(answers.first()).toBeFocused();
		await expect(objective).toHaveValue('Typed before the answer');
		await answers.first().fill('Counted again.');
		await give.first().press('Enter');
		await expect(page.getByText('Saved.')).toBeVisible();
		await expect(objective).toHaveValue('Typed before the answer');
		await expect(answers.last()).toHaveValue('Half an ans');
		await expect(page.getByText('Kept, not yet sent')).toBeVisible();
		// Enter in a field of the draft saves, and gives no answer.
		await page.getByRole('textbox', { name: 'Title of the report' }).press('Enter');
		await expect(page.getByText('Saved.')).toBeVisible();
		await expect(page.getByText('Kept, not yet sent')).toBeVisible();
	});

test('whoever typed into one form and goes on by something else is asked first', async ({
	cast
}) => {
	const page = await cast.signedIn('secretariat');
	const slug = await commentedReport(page);
	const desk = `/desk/reports/${slug}`;
	await page.goto(desk);
	await page.waitForLoadState('networkidle');
	const asked: string[] = [];
	page.on('dialog', (dialog) => {
		asked.push(dialog.type());
		void dialog.dismiss();
	});
	const objective = page.getByRole('textbox', { name: 'Objective' });
	await page.getByRole('link', { name: 'Preview as visitor' }).click();
	await page.waitForURL(`**${desk}/preview`);
	expect(asked).toEqual([]);
	await page.goBack();
	await objective.fill('Typed and not saved');
	await page.getByRole('link', { name: 'Preview as visitor' }).click();
	await expect.poll(() => asked).toEqual(['confirm']);
	await page.getByText('Withdraw report').first().click();
	await page.getByRole('textbox', { name: 'Reason' }).fill('Pressed beside the draft');
	await page.getByRole('button', { name: 'Withdraw report' }).click();
	await expect.poll(() => asked).toEqual(['confirm', 'beforeunload']);
	await expect(objective).toHaveValue('Typed and not saved');
	// Nothing was withdrawn; the form of the draft itself asks nothing.
	await page.getByRole('textbox', { name: 'Reason' }).fill('');
	page.removeAllListeners('dialog');
	const questions: string[] = [];
	page.on('dialog', (dialog) => {
		questions.push(dialog.type());
		void dialog.accept();
	});
	await page.getByRole('button', { name: 'Save draft', exact: true }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await expect(objective).toHaveValue('Typed and not saved');
	expect(questions).toEqual([]);
	// Words in the field that the page came with the focus in.
	await page.getByRole('button', { name: 'Add an item' }).click();
	await expect(page.getByRole('textbox', { name: 'Title of the item' })).toBeFocused();
	await page.waitForLoadState('networkidle');
	await page.keyboard.type('Typed at once');
	await page.getByRole('link', { name: 'Preview as visitor' }).click();
	await expect.poll(() => questions).toEqual(['confirm']);
});
