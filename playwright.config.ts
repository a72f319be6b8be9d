import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/programs.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results',
	globalSetup: './tests/support/stack.ts',
	// One stack, one database: stories run one after the other.
	workers: 1,
	fullyParallel: false,
	forbidOnly: Boolean(process.env.CI),
	retries: 0,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	reporter: 'list',
	use: {
		// Set by the global setup before the workers start.
		baseURL: process.env.EMVOD_TEST_ADDRESS,
		locale: 'en-GB',
		timezoneId: 'Europe/Paris',
		trace: 'retain-on-failure',
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
					args: [
						'--headless=new',
						'--no-sandbox',
						'--disable-gpu',
						'--disable-quic',
						'--no-first-run',
						'--disable-background-networking',
						'--disable-component-update',
						'--disable-sync',
						'--use-fake-device-for-media-stream',
						'--use-fake-ui-for-media-stream',
						'--autoplay-policy=no-user-gesture-required'
					]
				}
			}
		}
	]
});
