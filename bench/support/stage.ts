import { chromium, type Browser, type Page } from '@playwright/test';
import { loadDemo } from '../../scripts/demo.ts';
import { findChromium } from '../../scripts/programs.ts';
import { CHROMIUM_FLAGS } from '../../tests/support/chromium-flags.ts';
import startStack from '../../tests/support/stack.ts';

export interface Stage {
	browser: Browser;
	address: string;
	database: string;
	/** A fresh meeting planned for today. */
	plan(slug: string): Promise<void>;
	/** A page of a demo person, or of a visitor. */
	open(person?: string): Promise<Page>;
}

/** Runs a benchmark on a whole stack of its own, and ends all of it whatever happens. */
export async function onStage(run: (stage: Stage) => Promise<void>): Promise<void> {
	const stop = await startStack();
	const { EMVOD_TEST_ADDRESS, EMVOD_TEST_DATABASE, EMVOD_TEST_DATA } = process.env;
	const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
	try {
		await run({
			browser,
			address: EMVOD_TEST_ADDRESS!,
			database: EMVOD_TEST_DATABASE!,
			plan: (slug) =>
				loadDemo(EMVOD_TEST_DATABASE!, { meeting: slug, mediaDir: `${EMVOD_TEST_DATA}/media` }),
			async open(person) {
				const context = await browser.newContext({
					baseURL: EMVOD_TEST_ADDRESS,
					locale: 'en-GB',
					permissions: ['camera', 'microphone']
				});
				const page = await context.newPage();
				if (person) await signIn(page, person);
				return page;
			}
		});
	} finally {
		await browser.close();
		await stop();
	}
}

async function signIn(page: Page, person: string): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel('E-mail').fill(`${person}@demo.example`);
	await page.getByLabel('Password').fill('emvod-demo');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}
