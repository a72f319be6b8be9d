import {
	expect,
	expectAccessible,
	expectMarked,
	expectOutcomeFocused,
	test
} from '../support/story.ts';

test('a dossier is begun, filled, renamed and opened without JavaScript, and nothing is lost between two editors', async ({
	cast
}) => {
	cast.expected.push(/40[09] \(/, /404 \(Not Found\)/);
	const title = 'Pilot <b>"North"</b>';
	const page = await cast.signedIn('admin', { javaScriptEnabled: false });
	await page.goto('/desk/dossiers');
	await page.getByText('Begin a dossier').click();
	await page.getByLabel('Title').fill(title);
	await page.getByLabel('Status').selectOption('active');
	await page.getByRole('button', { name: 'Add' }).click();
	await page.waitForURL(/\/organisations\?saved$/);
	const desk = new URL(page.url()).pathname.replace('/organisations', '');
	const slug = desk.split('/').at(-1)!;
	expect(slug).toMatch(/^pilot-b-north-b/);
	await page.getByLabel('Requested by, no. 1').fill('institut de locarn');
	await page.getByLabel('Role address for the contact form').fill('desk@network.example');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('status')).toHaveText('Saved.');

	await page.goto(desk);
	const second = await page.context().newPage();
	await second.goto(desk);
	await page.getByLabel('Region').fill('North');
	await page.getByRole('button', { name: 'Save' }).click();
	await second.getByLabel('Region').fill('South');
	await second.getByRole('button', { name: 'Save' }).click();
	await expect(second.getByRole('alert')).toContainText('Somebody else saved this');
	await expect(second.getByLabel('Region')).toHaveValue('South');
	await expect(second.getByText('Saved by the other editor: North')).toBeVisible();
	await second.getByLabel('Readable by').selectOption('public');
	await second.getByLabel('Address of the page').fill(`${slug}-moved`);
	await second.getByRole('button', { name: 'Save mine over theirs' }).click();
	await second.waitForURL(`${desk}-moved?saved`);
	await page.goto(`${desk}/results`);
	await expect(page).toHaveURL(`${desk}-moved/results`);

	const visitor = await cast.visitor({ javaScriptEnabled: false });
	await visitor.goto(`/dossiers/${slug}`);
	await expect(visitor).toHaveURL(`/dossiers/${slug}-moved`);
	await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(title);
	await expect(visitor.getByText('South')).toBeVisible();
	await visitor.getByRole('link', { name: 'Get in touch' }).click();
	await visitor.getByLabel('Your name').fill('Ann');
	await visitor.getByLabel('Your e-mail address').fill('ann@school');
	await visitor.getByLabel('Message').fill('May we join?');
	await visitor.getByRole('button', { name: 'Send message' }).click();
	await expectMarked(visitor, 'Your e-mail address', /not an e-mail address/);
	await visitor.getByLabel('Your e-mail address').fill('ann@school.example');
	await visitor.getByRole('button', { name: 'Send message' }).click();
	await expectOutcomeFocused(visitor, /on its way/);

	const other = await cast.signedIn('other');
	const tried = await other.request.post(`${desk}-moved/results?/save`, {
		form: { 'text:en': 'Not mine to write' },
		headers: { accept: 'text/html', origin: process.env.EMVOD_TEST_ADDRESS! }
	});
	expect(tried.status()).toBe(404);
	const scripted = await cast.signedIn('admin');
	for (const section of ['', '/results', '/figures']) {
		await scripted.goto(`${desk}-moved${section}`);
		await expectAccessible(scripted);
	}
});
