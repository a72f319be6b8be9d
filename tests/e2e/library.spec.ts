import { expect, expectAccessible, test } from '../support/story.ts';

const FILM = '/library/jet-net-activity-examples';

test('a film plays, its subtitles switch, two rows stand together, and the device remembers', async ({
	cast
}) => {
	const page = await cast.visitor();
	await page.goto(FILM);
	const player = page.getByRole('region', { name: 'Player' });
	const shown = (language: string) => player.locator(`[data-subtitle="${language}"]`);
	const video = player.locator('video');
	const position = () => video.evaluate((film: HTMLVideoElement) => film.currentTime);

	expect(await video.evaluate((film: HTMLVideoElement) => film.paused)).toBe(true);
	await player.getByRole('button', { name: 'Play' }).click();
	await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible();
	await expect(shown('en')).toHaveText('Jet-Net began in the Netherlands in 2002');
	expect(await position()).toBeGreaterThan(1);

	await player.getByRole('button', { name: 'Subtitles' }).click();
	await expectAccessible(page);
	await player.getByRole('button', { name: 'Pause' }).click();
	await page
		.getByRole('region', { name: 'Transcript' })
		.getByRole('link', { name: '0:16' })
		.click();
	await expect(shown('en')).toHaveText('pupils work on a\nreal question from a company.');
	await player.getByLabel('First row').selectOption({ label: 'Français' });
	await expect(shown('fr')).toHaveText('les élèves traitent une\nvraie question d’entreprise.');
	await expect(shown('en')).toHaveCount(0);
	await player.getByLabel('Second row').selectOption({ label: 'English' });
	await expect(shown('en')).toBeVisible();
	await expect(shown('fr')).toHaveAttribute('lang', 'fr');
	await player.getByLabel('Size').selectOption({ label: 'Large' });

	await page.goto('/library/basque-programme?t=31');
	await expect(shown('fr')).toBeVisible();
	await expect(shown('en')).toBeVisible();
	await player.getByRole('button', { name: 'Captions' }).click();
	await expect(shown('fr')).toHaveCount(0);
});

test('subtitles are on the screen within a tenth of a second of their cue', async ({ cast }) => {
	const page = await cast.visitor();
	await page.goto(`${FILM}?t=3.5&subtitle=fr`);
	const player = page.getByRole('region', { name: 'Player' });
	await expect(player.locator('[data-subtitle="fr"]')).toHaveText(
		'Jet-Net est né en 2002 aux Pays-Bas'
	);
	const changed = page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				const film = document.querySelector('video')!;
				const rows = document.querySelector('.rows')!;
				new MutationObserver(() => {
					if (rows.textContent?.includes('rapproche')) resolve(film.currentTime);
				}).observe(rows, { childList: true, subtree: true, characterData: true });
			})
	);
	await player.getByRole('button', { name: 'Play' }).click();
	const at = await changed;
	expect(at).toBeGreaterThanOrEqual(4.74);
	expect(at).toBeLessThan(4.84);
});

test('keys work in the player and nowhere else', async ({ cast }) => {
	const page = await cast.visitor();
	await page.goto(FILM);
	const player = page.getByRole('region', { name: 'Player' });
	const slider = player.getByRole('slider', { name: 'Position' });
	await page.keyboard.press('l');
	await expect(slider).toHaveValue('0');
	await player.getByRole('button', { name: 'Forward 10 seconds' }).focus();
	await page.keyboard.press('l');
	await expect(slider).toHaveAttribute('aria-valuetext', '0:10 of 0:50');
	await page.keyboard.press('j');
	await expect(slider).toHaveAttribute('aria-valuetext', '0:00 of 0:50');
	await page.keyboard.press('m');
	await expect(player.getByRole('button', { name: 'Unmute' })).toBeVisible();
	await page.keyboard.press('Shift+>');
	await expect(player.getByLabel('Speed')).toHaveValue('1.25');
	await page.keyboard.press('c');
	await expect(player.getByRole('button', { name: 'Captions' })).toHaveAttribute(
		'aria-pressed',
		'false'
	);
	await page.keyboard.press('k');
	await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('the transcript leads to the second, follows the film and finds without accents', async ({
	cast
}) => {
	const page = await cast.visitor();
	await page.goto(`${FILM}?transcript=fr&t=17`);
	const transcript = page.getByRole('region', { name: 'Transcript' });
	await expect(transcript.locator('[aria-current="true"] .text')).toHaveText(
		'les élèves traitent une vraie question d’entreprise.'
	);
	await transcript.getByRole('link', { name: '0:20' }).click();
	await expect(page.getByRole('slider', { name: 'Position' })).toHaveAttribute(
		'aria-valuetext',
		'0:20 of 0:50'
	);
	await transcript.getByLabel('Find in the transcript').fill('ELEVES');
	await expect(transcript.getByRole('status')).toHaveText(/Lines found: [1-9]/);
	for (const line of await transcript.locator('.text').allTextContents())
		expect(line.toLowerCase()).toContain('élèves');
	await transcript.getByLabel('Find in the transcript').fill('');
	await transcript.getByRole('link', { name: 'English' }).click();
	await expect(transcript.locator('ol')).toHaveAttribute('lang', 'en');
	await expect(page.getByRole('slider', { name: 'Position' })).toHaveAttribute(
		'aria-valuetext',
		'0:20 of 0:50'
	);
});

test('without JavaScript: list, filter, spoken words, film, tracks, transcript', async ({
	cast
}) => {
	const page = await cast.visitor({ javaScriptEnabled: false });
	await page.goto('/library');
	await expect(page.getByRole('heading', { name: 'Films (6)' })).toBeVisible();
	await expect(page.getByText('English subtitles missing')).toBeVisible();
	await page.getByRole('link', { name: 'Spanish' }).click();
	await expect(page.getByRole('heading', { name: 'Films (1)' })).toBeVisible();
	await page.getByLabel('Search in the spoken words').fill('defi INNOVATION');
	await page.getByRole('button', { name: 'Search' }).click();
	await page.getByRole('link', { name: /activity examples.*0:14/ }).click();
	await expect(page).toHaveURL(/t=14/);
	const video = page.getByRole('region', { name: 'Player' }).locator('video');
	await expect(video).toHaveAttribute('controls', '');
	await expect(video).toHaveAttribute('src', `${FILM}/film.mp4#t=14`);
	await expect(video.locator('track[srclang="fr"]')).toHaveAttribute('default', '');
	await expect(page.getByRole('region', { name: 'Transcript' })).toContainText('défi d’innovation');
	await expect(page.getByRole('link', { name: 'French subtitles as SRT' })).toHaveAttribute(
		'href',
		`${FILM}/subtitles/fr.srt`
	);
});

test("the browser's own reader and ours agree on every track we serve", async ({ cast }) => {
	const page = await cast.visitor();
	const { films } = (await (await page.request.get('/library.json')).json()) as {
		films: Array<{ href: string; tracks: Array<{ vtt: string; txt: string }> }>;
	};
	await page.goto('/library');
	const tracks = films.flatMap((film) => film.tracks);
	expect(tracks.length).toBeGreaterThan(5);
	for (const { vtt, txt } of tracks) {
		const theirs = await page.evaluate(
			(src) =>
				new Promise<string>((resolve, reject) => {
					const track = document.createElement('track');
					const film = document.createElement('video');
					track.src = src;
					track.onload = () =>
						resolve(
							[...track.track.cues!]
								.map(
									(cue) => `${(cue as VTTCue).getCueAsHTML().textContent!.replaceAll('\n', ' ')}\n`
								)
								.join('')
						);
					track.onerror = () => reject(new Error(src));
					film.append(track);
					document.body.append(film);
					track.track.mode = 'hidden';
				}),
			new URL(vtt).pathname
		);
		expect(theirs).toBe(await (await page.request.get(txt)).text());
	}
});

test('the secretariat adds captions from a real file and is told what was found', async ({
	cast
}) => {
	const page = await cast.signedIn('secretariat');
	await page.goto('/library/jet-net-denmark');
	await page.getByRole('link', { name: 'Add or replace subtitles' }).click();
	await expectAccessible(page);
	const offer = async (name: string, body: Buffer) => {
		await page.getByLabel('Language of the subtitles').fill('en');
		await page.getByLabel('Kind').selectOption('captions');
		await page.getByLabel(/^Subtitle file/).setInputFiles({ name, mimeType: '', buffer: body });
		await page.getByRole('button', { name: 'Save subtitles' }).click();
	};
	cast.expected.push(/422 \(Unprocessable/);
	await offer('en.vtt', Buffer.from('<!doctype html><title>404</title>'));
	await expect(page.getByRole('alert')).toContainText('This file is a web page.');
	const cue =
		'00:00:01,000 --> 00:00:03,500\ncaf\xe9 <script>alert(1)</script>\n\n00:00:0x,000 --> 00:00:09,000\nlost\n';
	await offer('en.srt', Buffer.from(cue, 'latin1'));
	await expect(page.getByRole('status')).toContainText(
		'Saved: 1 subtitles in English, read as SRT in windows-1252.'
	);
	await expect(page.getByText('Line 4: The times could not be read; left out.')).toBeVisible();
	await expectAccessible(page);
	const served = await page.request.get('/library/jet-net-denmark/subtitles/en.vtt');
	expect(served.headers()['content-type']).toBe('text/vtt; charset=utf-8');
	expect(await served.text()).toContain('café &lt;script&gt;alert(1)&lt;/script&gt;');
	await page.goto('/library/jet-net-denmark?t=2&subtitle=en');
	await expect(page.locator('[data-subtitle="en"]')).toHaveText('café <script>alert(1)</script>');

	const stranger = await cast.signedIn('other');
	cast.expected.push(/404 \(Not Found\)/);
	const refused = await stranger.goto('/library/jet-net-denmark/edit');
	expect(refused?.status()).toBe(404);
});

test('pages are small, still and open to everyone', async ({ cast }) => {
	test.slow(); // axe six times
	for (const colorScheme of ['light', 'dark'] as const) {
		const page = await cast.visitor({ colorScheme, viewport: { width: 320, height: 700 } });
		for (const address of ['/library', FILM, '/fr/library/message-conseil-regional']) {
			await page.goto(address, { waitUntil: 'networkidle' });
			await expectAccessible(page);
			const isTooWide = await page.evaluate(
				() => document.documentElement.scrollWidth > innerWidth
			);
			expect(isTooWide, address).toBe(false);
		}
	}
	const page = await cast.visitor();
	await page.goto(FILM, { waitUntil: 'networkidle' });
	const bytes = await page.evaluate(() =>
		[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
			.filter(({ name }) => !/\.(mp4|jpg)$/.test(name))
			.reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0)
	);
	expect(bytes).toBeGreaterThan(10_000);
	expect(bytes).toBeLessThan(150_000);
});
