import { randomBytes } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import {
	test as base,
	expect,
	type Browser,
	type BrowserContextOptions,
	type Page
} from '@playwright/test';
import { loadDemo } from '../../scripts/demo.ts';
import { hashId } from '#lib/server/people/session.rows.ts';
import { COOKIE } from '#lib/server/people/sessions.ts';
import { query } from './sql.ts';

export type DemoPerson =
	'admin' | 'secretariat' | 'chair' | 'notes' | 'participant' | 'speaker' | 'teacher' | 'other';

/** Opens pages for people of the demo, and watches each for errors in the console. */
export class Cast {
	readonly faults: string[] = [];
	/** Faults that a story causes on purpose, e.g. by killing the server. */
	readonly expected: RegExp[] = [];
	readonly #browser: Browser;
	readonly #contexts: Array<{ close(): Promise<void> }> = [];

	constructor(browser: Browser) {
		this.#browser = browser;
	}

	/** A page of somebody without an account. */
	async visitor(options: BrowserContextOptions = {}): Promise<Page> {
		const context = await this.#browser.newContext({
			baseURL: process.env.EMVOD_TEST_ADDRESS,
			locale: 'en-GB',
			timezoneId: 'Europe/Paris',
			permissions: ['camera', 'microphone'],
			...options
		});
		this.#contexts.push(context);
		const page = await context.newPage();
		this.watch(page, 'visitor');
		return page;
	}

	/**
	 * A page of a demo person, signed in and on no page yet. At another address than the stack's it
	 * went through the form. The form has stories of its own; two hundred times it takes two minutes.
	 */
	async signedIn(person: DemoPerson, options: BrowserContextOptions = {}): Promise<Page> {
		const page = await this.visitor(options);
		if (options.baseURL) {
			await signInByForm(page, person);
			return page;
		}
		const id = randomBytes(20).toString('hex');
		await query(
			`insert into session (id_hash, person_id, expires_at)
			select $1, person_id, now() + interval '1 day' from account where email = $2`,
			[hashId(id), emailOf(person)]
		);
		const url = process.env.EMVOD_TEST_ADDRESS!;
		await page.context().addCookies([{ name: COOKIE, value: id, url, httpOnly: true }]);
		return page;
	}

	watch(page: Page, who: string): void {
		page.on('pageerror', (fault) =>
			this.faults.push(`${who} ${page.url()}: ${fault.stack ?? fault.message}`)
		);
		page.on('console', (message) => {
			if (message.type() === 'error') this.faults.push(`${who} ${page.url()}: ${message.text()}`);
		});
	}

	unexpected(): string[] {
		return this.faults.filter((fault) => !this.expected.some((pattern) => pattern.test(fault)));
	}

	async close(): Promise<void> {
		await Promise.all(this.#contexts.map((context) => context.close()));
	}
}

const emailOf = (person: DemoPerson) => `${person}@demo.example`;

async function signInByForm(page: Page, person: DemoPerson): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel('E-mail').fill(emailOf(person));
	await page.getByLabel('Password').fill('emvod-demo');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

export const test = base.extend<{ cast: Cast; today: string }>({
	/** People with pages; an error in any console fails the story. */
	cast: async ({ browser }, use) => {
		const cast = new Cast(browser);
		await use(cast);
		await cast.close();
		expect(cast.unexpected(), 'errors in the console').toEqual([]);
	},
	/** The slug of a fresh meeting, planned for today like `bretagne-today`. */
	today: async ({}, use) => {
		const slug = `story-${randomBytes(4).toString('hex')}`;
		const { EMVOD_TEST_DATABASE, EMVOD_TEST_DATA } = process.env;
		await loadDemo(EMVOD_TEST_DATABASE!, { meeting: slug, mediaDir: `${EMVOD_TEST_DATA}/media` });
		await use(slug);
	}
});

/** No violation of WCAG 2.2 A and AA that axe can see on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
	// In the page itself, and only what is wrong: a second page that sums up takes three times as long,
	// and no page of ours frames a stranger's.
	const { violations } = await new AxeBuilder({ page })
		.setLegacyMode()
		.options({ resultTypes: ['violations'] })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	const found = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`
	);
	expect(found).toEqual([]);
}

/** What became of a form has the focus, and the keyboard goes on below it, not at the page's top. */
export async function expectOutcomeFocused(page: Page, said: string | RegExp = 'Saved.') {
	await expect(page.locator(':focus')).toHaveText(said);
	await page.keyboard.press('Tab');
	await expect(page.locator(':focus')).toHaveCount(1);
	await expect(page.locator(':focus')).not.toHaveText(said);
	await expect(page.locator(':focus')).not.toHaveText('Skip to content');
}

/** The field that must be mended has the focus and says why; nothing else says it by itself. */
export async function expectMarked(page: Page, name: string | RegExp, why: string | RegExp) {
	const field = page.locator('main :focus');
	await expect(field).toHaveAccessibleName(name);
	await expect(field).toHaveAttribute('aria-invalid', 'true');
	await expect(field).toHaveAccessibleDescription(why);
	await expect(page.getByRole('alert')).toHaveAttribute('aria-live', 'off');
}

export { expect };
