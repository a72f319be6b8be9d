import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/programs.ts';
import { STORY_FLAGS } from './tests/support/chromium-flags.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results',
	globalSetup: './tests/support/stack.ts',
	// One stack, one database: stories run one after the other. `npm test` runs two halves of them at
	// once, which each take longer then.
	workers: 1,
	fullyParallel: false,
	forbidOnly: Boolean(process.env.CI),
	retries: 0,
	// Each thing waited for has its own limit; a whole story is only kept from never ending. The same
	// story takes four times as long on a busy machine.
	timeout: 600_000,
	expect: { timeout: 30_000 },
	reporter: 'list',
	use: {
		// Set by the global setup before the workers start.
		baseURL: process.env.EMVOD_TEST_ADDRESS,
		locale: 'en-GB',
		timezoneId: 'Europe/Paris',
		actionTimeout: 60_000,
		navigationTimeout: 60_000,
		// Actions only: a picture of the page at each step doubles what a story takes of two cores.
		// `npx playwright test --trace on FILE` has them.
		trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
		screenshot: 'only-on-failure'
	},
	projects: [
		{
			name: 'chromium',
			use: {
				browserName: 'chromium',
				permissions: ['camera', 'microphone'],
				launchOptions: {
					executablePath: findChromium(),
					args: STORY_FLAGS
				}
			}
		}
	]
});
