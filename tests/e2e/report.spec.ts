import { expect, expectAccessible, test } from '../support/story.ts';

test('a published report is opened for correction, gets a picture with words, and is left as it was', async ({
	cast
}) => {
	test.setTimeout(120_000);
	const secretariat = await cast.signedIn('secretariat');
	const desk = '/desk/reports/bretagne-1';
	await secretariat.goto(desk);
	const correction = secretariat.locator('form', { hasText: 'Kind of correction' });
	await correction.getByLabel('Reason').fill('A picture');
	await correction.getByRole('button', { name: 'Correct report' }).click();

	const picture = await secretariat.screenshot({ clip: { x: 0, y: 0, width: 90, height: 60 } });
	await secretariat
		.getByLabel('File', { exact: true })
		.setInputFiles({ name: 'photo.exe', mimeType: 'text/html', buffer: picture });
	await secretariat.getByLabel('Objective').fill('Typed before the file was chosen');
	await secretariat.getByRole('button', { name: 'Attach and save draft' }).click();
	await expect(secretariat.getByText('Saved.')).toBeVisible();
	await expect(secretariat.getByLabel('Objective')).toHaveValue('Typed before the file was chosen');
	await secretariat.getByRole('link', { name: 'Picture without text: photo' }).click();
	await expect(secretariat.getByLabel('Text instead of the picture')).toBeFocused();
	await expectAccessible(secretariat);

	await secretariat.getByRole('button', { name: 'Give up the correction' }).click();
	await expect(secretariat.getByRole('button', { name: 'Correct report' })).toBeVisible();
	await secretariat.setViewportSize({ width: 320, height: 700 });
	await secretariat.goto(`${desk}/translation?language=da`);
	await expect(secretariat.getByLabel('Translation: Summary')).toBeVisible();
	await expectAccessible(secretariat);
	const width = await secretariat.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(320);
});
