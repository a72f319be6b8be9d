import { expect, test, type Page } from '@playwright/test';

/** Goes from the meeting page through the pre-join page into the room. */
export async function join(page: Page, slug: string): Promise<void> {
	await page.goto(`/meetings/${slug}`);
	await page.getByRole('link', { name: 'Join meeting' }).click();
	await page.getByRole('button', { name: 'Join now' }).click();
	await expect(page.getByRole('region', { name: 'Agenda' })).toBeVisible();
	// The button that was pressed is gone: whoever reads by ear is at the name of the meeting.
	await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
}

/** Goes into the room with microphone and camera off: stories about writing need no pictures. */
export async function joinUnseen(page: Page, slug: string): Promise<void> {
	await page.goto(`/meetings/${slug}/room`);
	for (const name of ['Microphone', 'Camera'])
		await page.getByRole('switch', { name }).setChecked(false);
	await page.getByRole('button', { name: 'Join now' }).click();
	await expect(page.getByRole('region', { name: 'Agenda' })).toBeVisible();
}

/** A remote picture that is really decoded: it has a size and its clock runs. */
export async function expectRemotePicture(page: Page, timeout = 20_000): Promise<void> {
	await expect
		.poll(
			() =>
				page
					.getByRole('region', { name: 'Stage' })
					.locator('[data-remote] video')
					.evaluateAll(async (videos) => {
						const frames = () =>
							(videos as HTMLVideoElement[]).map(
								(video) => video.getVideoPlaybackQuality().totalVideoFrames
							);
						const before = frames();
						await new Promise((done) => setTimeout(done, 400));
						return frames().some((count, at) => count > (before[at] ?? 0) && count > 0);
					}),
			{ timeout }
		)
		.toBe(true);
}

/** What a screen reader was told of the agenda last. */
export function agendaSays(page: Page) {
	return page.locator('.side > [role="status"]');
}

export function notesOf(page: Page) {
	return page.getByRole('textbox', { name: /^Notes: / });
}

/**
 * Puts the caret behind the last word of the open item's notes. The editor sets its selection anew
 * 20 ms after it gets the focus: keys pressed faster than any hand would go to the place clicked on.
 * A timer of the page that is due later runs after it, however slow the machine is.
 */
export async function goToEnd(page: Page): Promise<void> {
	await notesOf(page).click();
	await page.evaluate(() => new Promise((settled) => setTimeout(settled, 100)));
	await page.keyboard.press('Control+End');
	await expect
		.poll(() =>
			notesOf(page).evaluate((box) => {
				const { focusNode, focusOffset } = getSelection()!;
				if (!focusNode || !box.contains(focusNode)) return 'elsewhere';
				const rest = document.createRange();
				rest.selectNodeContents(box);
				rest.setStart(focusNode, focusOffset);
				const words = rest.cloneContents();
				for (const caret of words.querySelectorAll('.caret')) caret.remove();
				return words.textContent;
			})
		)
		.toBe('');
}

/** Types at the end of the open item's notes. */
export async function write(page: Page, text: string): Promise<void> {
	await goToEnd(page);
	await page.keyboard.type(text, { delay: 5 });
}

export async function expectSaved(page: Page): Promise<void> {
	await expect(
		page.getByRole('region', { name: 'Notes' }).getByText('Saved', { exact: true })
	).toBeVisible();
}

/** Where the film stands on this page, in seconds. */
export function filmPosition(page: Page): Promise<number> {
	return page
		.getByRole('region', { name: 'Stage' })
		.locator('video[data-film]')
		.evaluate((video) => (video as HTMLVideoElement).currentTime);
}

/**
 * The instant (seconds since the epoch) at which the film would have begun on this page if it had
 * played ever since at normal speed: pages in step have the same one, whenever each is asked.
 */
export function filmBeginning(page: Page): Promise<number> {
	return page
		.getByRole('region', { name: 'Stage' })
		.locator('video[data-film]')
		.evaluate((video) => Date.now() / 1000 - (video as HTMLVideoElement).currentTime);
}

/** How far apart (seconds) the film is on these pages. */
export async function filmSpread(pages: Page[]): Promise<number> {
	const beginnings = await Promise.all(pages.map(filmBeginning));
	return Math.max(...beginnings) - Math.min(...beginnings);
}

/**
 * How far apart (ms) films may be: 250 where these stories run alone, `beside` where another half of them
 * keeps the same two processors busy (`--shard`), which then do not decode every film in time.
 */
export function allowedSpread(beside: number): number {
	return test.info().config.shard ? beside : 250;
}
