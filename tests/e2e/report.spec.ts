import { PIXEL } from '../support/files.ts';
import { query } from '../support/sql.ts';
import { expect, expectAccessible, test } from '../support/story.ts';

test('a published report is opened for correction, gets a picture with words, and is left as it was', async ({
	cast
}) => {
	const secretariat = await cast.signedIn('secretariat');
	const desk = '/desk/reports/bretagne-1';
	await secretariat.goto(desk);
	const correction = secretariat.locator('form', { hasText: 'Kind of correction' });
	await correction.getByLabel('Reason').fill('A picture');
	await correction.getByRole('button', { name: 'Correct report' }).click();

	await secretariat
		.getByLabel('File', { exact: true })
		.setInputFiles({ name: 'photo.exe', mimeType: 'text/html', buffer: PIXEL });
	await secretariat.getByLabel('Objective').fill('Typed before the file was chosen');
	await secretariat.getByRole('button', { name: 'Attach and save draft' }).click();
	await expect(secretariat.getByText('Saved.')).toBeVisible();
	await expect(secretariat.getByLabel('Objective')).toHaveValue('Typed before the file was chosen');
	await secretariat.getByRole('link', { name: 'Picture without text: photo' }).click();
	await expect(secretariat.getByLabel('Text instead of the picture')).toBeFocused();
	// With a script and without: the draft is saved, and writing goes on in the new field.
	// On a slow line the words are written before the page's script is there.
	await secretariat.route('**/*.js', async (route) => {
		await new Promise((later) => setTimeout(later, 1000));
		await route.continue();
	});
	await secretariat.getByRole('button', { name: 'Add an action' }).first().press('Enter');
	const action = secretariat.getByRole('textbox', { name: 'New: Action', exact: true });
	await expect(action).toBeFocused();
	await action.fill('Written at once');
	const objective = secretariat.getByLabel('Objective');
	await objective.press('Control+a');
	await secretariat.waitForLoadState('networkidle');
	await secretariat.unroute('**/*.js');
	await expect(action).toHaveValue('Written at once');
	expect(await objective.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(0);
	await expectAccessible(secretariat);
	const plain = await cast.signedIn('secretariat', { javaScriptEnabled: false });
	await plain.goto(desk);
	await plain.getByLabel('Objective').fill('Typed before a decision was added');
	await plain.getByRole('button', { name: 'Add a decision' }).first().press('Enter');
	const decision = plain.getByRole('textbox', { name: 'New: Decision', exact: true });
	await expect(decision).toBeFocused();
	await decision.fill('All meet again.');
	await plain.getByRole('button', { name: 'Save draft', exact: true }).press('Enter');
	const saved = plain.getByRole('textbox', { name: 'Decision', exact: true }).first();
	await expect(saved).toHaveValue('All meet again.');
	await expect(plain.getByLabel('Objective')).toHaveValue('Typed before a decision was added');

	await secretariat.goto(desk);
	await secretariat.getByRole('button', { name: 'Add a question' }).first().press('Enter');
	const question = secretariat.getByRole('textbox', { name: 'New: Question', exact: true });
	await expect(question).toBeFocused();
	await question.fill('Who pays for the journey?');
	await secretariat.getByRole('button', { name: 'Save draft', exact: true }).press('Enter');
	const gap = 'Question without an answer: Who pays for the journey?';
	await secretariat.getByRole('link', { name: gap }).press('Enter');
	const answer = secretariat.getByRole('textbox', { name: /^Answer.+Who pays for the journey/ });
	await expect(answer).toBeFocused();
	await expectAccessible(secretariat);
	await answer.fill('The programme does.');
	await secretariat.getByRole('button', { name: 'Save draft', exact: true }).press('Enter');
	await expect(answer).toHaveValue('The programme does.');
	await expect(secretariat.getByRole('link', { name: gap })).toBeHidden();
	await secretariat.getByRole('link', { name: 'Preview as visitor' }).click();
	await expect(secretariat.getByRole('heading', { name: 'Questions and answers' })).toBeVisible();
	await secretariat.getByRole('link', { name: 'Who pays for the journey?' }).click();
	await expect(secretariat.getByText('The programme does.')).toBeInViewport();
	await expectAccessible(secretariat);

	await secretariat.goto(desk);
	await secretariat.getByRole('button', { name: 'Give up the correction' }).click();
	await expect(secretariat.getByRole('button', { name: 'Correct report' })).toBeVisible();
	await secretariat.setViewportSize({ width: 320, height: 700 });
	await secretariat.goto(`${desk}/translation?language=da`);
	await expect(secretariat.getByLabel('Translation: Summary')).toBeVisible();
	await expectAccessible(secretariat);
	const width = await secretariat.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(320);
});

test('a name without a recorded basis is told in the draft, leads to its field, and is recorded', async ({
	cast
}) => {
	const name = `Nolwenn Test${Date.now().toString(36)}`;
	await query(
		`WITH person AS (INSERT INTO person (name, role_label) VALUES ($1, 'visiting teacher') RETURNING id)
		INSERT INTO attendance_person (meeting_id, person_id, state)
		SELECT m.id, person.id, 'present' FROM meeting m, person WHERE m.slug = 'bretagne-1'`,
		[name]
	);
	const page = await cast.signedIn('secretariat');
	const desk = '/desk/reports/bretagne-1';
	await page.goto(desk);
	const correction = page.locator('form', { hasText: 'Kind of correction' });
	await correction.getByLabel('Reason').fill('Who spoke');
	await correction.getByRole('button', { name: 'Correct report' }).click();
	await page.getByRole('textbox', { name: 'Next steps' }).fill(`${name} comes again.`);
	await page.getByRole('button', { name: 'Save draft', exact: true }).click();
	await expect(page.getByText('Saved.')).toBeVisible();

	const list = page.getByRole('list', { name: 'To check, no obstacle to publishing: 1' });
	await expect(list).toBeVisible();
	await expect(page.getByText('Missing before publication')).toBeHidden();
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		for (const width of [1280, 320]) {
			await page.setViewportSize({ width, height: 700 });
			await expectAccessible(page);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(wide).toBeLessThanOrEqual(width);
		}
	}
	await list.getByRole('link', { name: `Next steps: ${name}` }).press('Enter');
	await expect(page.getByRole('textbox', { name: 'Next steps' })).toBeFocused();
	await list.getByRole('link', { name: `Record the basis for ${name}` }).press('Enter');
	await page.waitForURL(/\/desk\/people\/[0-9a-f-]{36}$/);
	await page.getByLabel(/^Basis in:/).selectOption('consent');
	await page.getByRole('listitem').getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('status')).toHaveText('Saved.');

	await page.goto(desk);
	await expect(page.getByRole('textbox', { name: 'Next steps' })).toHaveValue(
		`${name} comes again.`
	);
	await expect(list).toBeHidden();
	await page.getByRole('button', { name: 'Give up the correction' }).click();
	await expect(page.getByRole('button', { name: 'Correct report' })).toBeVisible();
	await query('DELETE FROM person WHERE name = $1', [name]);
});
