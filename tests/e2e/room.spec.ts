import type { Page } from '@playwright/test';
import { stack } from '../support/control.ts';
import { allowedSpread, expectRemotePicture, filmPosition, join } from '../support/room.ts';
import { expect, expectAccessible, test } from '../support/story.ts';

const stageOf = (page: Page) => page.getByRole('region', { name: 'Stage' });
const peopleOf = (page: Page) => page.getByRole('region', { name: 'People' });
const bar = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** How far this page's film is from where it should be, in ms; Infinity while it does not play. */
async function readDrift(page: Page): Promise<number> {
	const drift = await page.locator('[data-drift-ms]').getAttribute('data-drift-ms');
	return drift ? Math.abs(Number(drift)) : Infinity;
}

/**
 * When the film would have begun on this page had it always run at `rate`, ms: position and clock
 * are read at one instant, so that pages of one machine compare however late each answers.
 */
function readStart(page: Page, rate: number): Promise<number> {
	return page
		.locator('video[data-film]')
		.evaluate(
			(video: HTMLVideoElement, rate) => Date.now() - (video.currentTime * 1000) / rate,
			rate
		);
}

/** No camera on joining: four films and four cameras are more than a small machine decodes. */
async function keepCameraOff(page: Page): Promise<void> {
	await page.addInitScript(() => localStorage.setItem('emvod:camera-on', 'no'));
}

test('two people see each other; muting shows at the other; who leaves is gone', async ({
	cast,
	today
}) => {
	const [chair, guest] = [await cast.signedIn('chair'), await cast.signedIn('participant')];
	await chair.goto(`/meetings/${today}/room`);
	await expect(chair.getByRole('switch', { name: 'Microphone' })).toBeChecked();
	await expect(chair.getByRole('switch', { name: 'Camera' })).toBeChecked();
	await expect(chair.getByRole('meter')).toBeVisible();
	await expectAccessible(chair);
	await join(chair, today);
	await join(guest, today);
	await expectRemotePicture(chair);
	await expectRemotePicture(guest);
	await expectAccessible(chair);
	await expect(peopleOf(chair).getByRole('listitem')).toHaveCount(2);

	const remote = stageOf(chair).locator('[data-remote]');
	await expect(remote.getByText('muted')).toHaveCount(0);
	await bar(guest, 'Mute').click();
	await expect(remote.getByText('muted')).toBeVisible();
	await guest.keyboard.press('Control+m');
	await expect(bar(guest, 'Mute')).toBeVisible();
	await expect(remote.getByText('muted')).toHaveCount(0);

	await peopleOf(chair).getByRole('button', { name: /^Mute/ }).click();
	await expect(bar(guest, 'Unmute')).toBeVisible();
	await expect(guest.getByText(/has muted you/)).toBeAttached();

	await bar(guest, 'Turn camera off').click();
	await expect(remote.locator('video')).toHaveCount(0);
	await bar(guest, 'Leave').click();
	await expect(peopleOf(chair).getByRole('listitem')).toHaveCount(1);
	await expect(remote).toHaveCount(0);
});

test('when LiveKit dies the room goes on, says so, and the picture returns by itself', async ({
	cast,
	today
}) => {
	cast.expected.push(/WebSocket connection to 'ws:/, /ERR_CONNECTION_REFUSED/);
	const [chair, guest] = [await cast.signedIn('chair'), await cast.signedIn('participant')];
	await join(chair, today);
	await join(guest, today);
	await expectRemotePicture(chair);
	await stack.killLivekit();
	try {
		await expect(stageOf(chair).getByRole('status')).toContainText(/Nobody hears|does not answer/, {
			timeout: 20_000
		});
		await expect(bar(chair, 'Mute')).toHaveCount(0);
		await expect(bar(chair, 'Unmute')).toHaveAttribute('aria-disabled', 'true');
		await expect(
			chair.getByRole('region', { name: 'Agenda' }).getByRole('listitem').first()
		).toBeVisible();
	} finally {
		await stack.startLivekit();
	}
	await expectRemotePicture(chair, 45_000);
	await expectRemotePicture(guest, 45_000);
	await expect(bar(chair, 'Mute')).toBeVisible();
});

test('a film plays in step for all, also on the big screen and for who comes late', async ({
	cast,
	today
}) => {
	const [chair, guest] = [await cast.signedIn('chair'), await cast.signedIn('participant')];
	const late = await cast.signedIn('speaker');
	for (const page of [chair, guest, late]) await keepCameraOff(page);
	await join(chair, today);
	await join(guest, today);
	await bar(chair, 'Films').click();
	await chair.getByRole('button', { name: /^Start .*Jet-Net activity examples/ }).click();
	const display = await guest.context().newPage();
	await display.goto(`/meetings/${today}/display?subtitle=fr`);
	const all = [chair, guest, display];
	const expectInStep = async (rate = 1): Promise<void> => {
		await chair.waitForTimeout(5000);
		for (const page of all)
			await expect
				.poll(() => readDrift(page), { timeout: 25_000 })
				.toBeLessThan(allowedSpread(1500));
		const spread = async () => {
			const starts = await Promise.all(all.map((page) => readStart(page, rate)));
			return Math.max(...starts) - Math.min(...starts);
		};
		await expect.poll(spread, { timeout: 25_000 }).toBeLessThan(allowedSpread(1500));
	};
	await expectInStep();
	await expect(display.getByRole('button')).toHaveCount(0);

	await chair.getByRole('slider', { name: 'Position in the film' }).fill('20');
	await expectInStep();
	expect(await filmPosition(guest)).toBeGreaterThan(20);
	await expect(display.locator('[data-subtitle="fr"]')).not.toBeEmpty();

	await chair.getByRole('button', { name: 'Pause', exact: true }).click();
	await chair.waitForTimeout(1000);
	const [one, other] = [await filmPosition(chair), await filmPosition(guest)];
	expect(Math.abs(one - other)).toBeLessThan(0.05);
	await expect(stageOf(guest).getByText('Paused for everybody')).toBeVisible();
	await chair.getByRole('button', { name: 'Play', exact: true }).click();
	await chair.getByRole('combobox', { name: 'Speed' }).selectOption('1.25');
	await expectInStep(1.25);

	await join(late, today);
	all.push(late);
	await chair.getByRole('slider', { name: 'Position in the film' }).fill('5');
	await expectInStep(1.25);
	await expectAccessible(chair);

	await chair.getByRole('slider', { name: 'Position in the film' }).fill('49');
	await expect(stageOf(guest).getByText('The film has ended')).toBeVisible();
	await chair.getByRole('button', { name: 'Play again' }).click();
	await expect.poll(() => filmPosition(guest)).toBeLessThan(20);
	await chair.getByRole('slider', { name: 'Position in the film' }).fill('49');
	await chair.getByRole('button', { name: 'End film' }).click();
	await expect(guest.getByRole('region', { name: 'Film' })).toHaveCount(0);
});

test('each reads the film in their own languages, one row or two', async ({ cast, today }) => {
	const [chair, guest] = [await cast.signedIn('chair'), await cast.signedIn('participant')];
	await join(chair, today);
	await join(guest, today);
	await bar(chair, 'Films').click();
	await chair.getByRole('button', { name: /^Start .*Jet-Net activity examples/ }).click();
	await expect(guest.locator('[data-subtitle="en"]')).not.toBeEmpty();
	await bar(guest, 'Subtitles').click();
	await guest.getByLabel('Upper row').selectOption('fr');
	await guest.getByLabel('Lower row').selectOption('en');
	await expect(guest.locator('[data-subtitle="fr"]')).not.toBeEmpty();
	await expect(guest.locator('[data-subtitle="en"]')).not.toBeEmpty();
	await expect(chair.locator('[data-subtitle="fr"]')).toHaveCount(0);
});

test('the line can be thinned to sound only, and is remembered', async ({ cast, today }) => {
	const [chair, guest] = [await cast.signedIn('chair'), await cast.signedIn('participant')];
	await join(chair, today);
	await join(guest, today);
	await expectRemotePicture(guest);
	await bar(guest, 'Line').click();
	await expect(guest.getByText(/Arriving now: [1-9]\d* kbit\/s/)).toBeVisible();
	await guest.getByRole('radio', { name: /Sound only/ }).check();
	await expect(stageOf(guest).locator('[data-remote] video')).toHaveCount(0);
	await expectAccessible(guest);
	await join(guest, today);
	await bar(guest, 'Line').click();
	await expect(guest.getByRole('radio', { name: /Sound only/ })).toBeChecked();
	await guest.getByRole('radio', { name: /One picture/ }).check();
	await expectRemotePicture(guest);
});

test('whom the chair removes is out at once and stays out until let in again', async ({
	cast,
	today
}) => {
	cast.expected.push(/404 \(Not Found\)/);
	const [chair, guest] = [await cast.signedIn('chair'), await cast.signedIn('participant')];
	await join(chair, today);
	await join(guest, today);
	await expectRemotePicture(chair);
	await expect(peopleOf(guest).getByRole('button')).toHaveCount(0);
	await peopleOf(chair)
		.getByRole('button', { name: /^Remove/ })
		.click();
	await expect(guest.getByRole('alert')).toContainText('has removed you');
	await expect(stageOf(chair).locator('[data-remote]')).toHaveCount(0);
	const answer = await guest.goto(`/meetings/${today}/room`);
	expect(answer?.status()).toBe(404);
	await bar(chair, 'Undo').click();
	await expect(async () => {
		expect((await guest.goto(`/meetings/${today}/room`))?.status()).toBe(200);
	}).toPass();
});

test('nobody needs a microphone or a camera to listen', async ({ cast, today }) => {
	const page = await cast.signedIn('teacher');
	await page.addInitScript(() => {
		const none = () => Promise.reject(new DOMException('none', 'NotFoundError'));
		navigator.mediaDevices.getUserMedia = none;
		navigator.mediaDevices.enumerateDevices = () => Promise.resolve([]);
	});
	await page.goto(`/meetings/${today}/room`);
	await expect(page.getByText('No such device was found')).toHaveCount(2);
	await expect(page.getByRole('switch', { name: 'Microphone' })).not.toBeChecked();
	await page.getByRole('button', { name: 'Join now' }).click();
	await expect(stageOf(page)).toHaveAttribute('data-media', 'live');
	await bar(page, 'Unmute').click();
	await expect(page.getByRole('alert')).toContainText('No such device was found');
});

test('a stranger to the dossier finds neither room nor big screen', async ({ cast, today }) => {
	cast.expected.push(/404 \(Not Found\)/);
	const page = await cast.signedIn('other');
	for (const place of ['room', 'display'])
		expect((await page.goto(`/meetings/${today}/${place}`))?.status()).toBe(404);
});

test('the room is usable at 320 pixels', async ({ cast, today }) => {
	const page = await cast.signedIn('participant', { viewport: { width: 320, height: 640 } });
	await join(page, today);
	await expect(stageOf(page)).toHaveAttribute('data-media', 'live');
	const overflow = () =>
		page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
	expect(await overflow()).toBe(0);
	await page.getByRole('tab', { name: 'Notes' }).click();
	await expect(page.getByRole('region', { name: 'Notes' })).toBeVisible();
	await expect(page.getByRole('region', { name: 'Agenda' })).toBeHidden();
	await bar(page, 'Settings').click();
	await expect(page.getByRole('checkbox', { name: /No sound here/ })).toBeVisible();
	expect(await overflow()).toBe(0);
	await expectAccessible(page);
});
