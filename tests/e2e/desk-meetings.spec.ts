import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectAccessible, expectOutcomeFocused, test } from '../support/story.ts';

/** The link to answer in the newest mail to an address; mails break long lines with `=`. */
async function findAnswerLink(address: string): Promise<string> {
	const folder = join(process.env.EMVOD_TEST_DATA!, 'mail');
	for (const name of (await readdir(folder).catch(() => [])).sort().reverse()) {
		const raw = await readFile(join(folder, name), 'utf8');
		if (!raw.includes(`To: ${address}`)) continue;
		const coded = /Content-Transfer-Encoding: base64\r\n\r\n([\w+/=\r\n]+)/.exec(raw)?.[1];
		const text = coded ? Buffer.from(coded, 'base64').toString() : raw.replaceAll('=\r\n', '');
		const link = /\/(?:\w\w\/)?answer\/[\w-]{32}/.exec(text)?.[0];
		if (link) return link;
	}
	return '';
}

test('a meeting is made at the desk, an organisation invited, and it answers without a script', async ({
	cast
}) => {
	const page = await cast.signedIn('secretariat');
	cast.expected.push(/400 \(Bad Request\)/);
	const mark = Date.now().toString(36);
	await page.goto('/desk/meetings');
	await expectAccessible(page);
	await page.getByLabel('Title').fill(`Visit <i>${mark}</i>`);
	await page.getByLabel('First day').fill('2031-08-27');
	await page.getByRole('button', { name: 'Create meeting' }).click();
	await page.getByLabel('City').fill('Fréhel');
	await page.getByLabel('Starts').first().fill('12:00');
	await page.getByLabel('Ends').first().fill('09:00');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('A day ends after it starts.')).toBeVisible();
	await expect(page.getByLabel('City')).toHaveValue('Fréhel');
	await page.getByLabel('Ends').first().fill('17:00');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('status')).toHaveText('Saved.');
	await expectOutcomeFocused(page);
	await page.getByRole('button', { name: 'Announce' }).click();
	await expect(page.getByRole('listitem').filter({ hasText: 'scheduled' })).toBeVisible();
	await expectOutcomeFocused(page);
	await expectAccessible(page);

	await page.getByRole('link', { name: 'Invited organisations' }).click();
	await page.getByText(/^Choose from/).click();
	await page.getByLabel('Medef Bretagne').check();
	await page.getByRole('button', { name: 'Put on the list' }).last().click();
	await expectOutcomeFocused(page);
	await page.getByText('Address, answer and more: Medef Bretagne').click();
	const address = `${mark}@example.org`;
	await page.getByLabel('Address for invitations').fill(address);
	await page.getByRole('button', { name: 'Save' }).first().click();
	await expect(page.getByText('no address')).toBeHidden();
	await expectOutcomeFocused(page);
	await page.getByRole('button', { name: 'Write to those not written to yet (1)' }).click();
	await expect(page.getByRole('status')).toContainText('Mails on their way: 1.');
	await expectOutcomeFocused(page, /^\s*Mails on their way: 1\.\s*$/);
	await expectAccessible(page);

	await expect.poll(() => findAnswerLink(address)).not.toBe('');
	const visitor = await cast.visitor({ javaScriptEnabled: false });
	await visitor.goto(await findAnswerLink(address));
	await visitor.getByLabel('Your name').fill('Ana Example');
	await visitor.getByRole('button', { name: 'We take part' }).click();
	await expect(visitor.getByRole('status')).toHaveText('Thank you. Your answer is recorded.');
	await page.reload();
	await expect(page.getByText(/accepted \(Ana Example/)).toBeVisible();
	await page.getByRole('link', { name: 'Letters and notice' }).click();
	await page.getByText(/^English: Invitation: Visit/).click();
	await expect(page.getByText(`(${address})`)).toBeVisible();
	await expectAccessible(page);
});

test('what is only planned is announced before anybody is written to, and of two who write one letter the second is told', async ({
	cast
}) => {
	cast.expected.push(/404 \(Not Found\)|409 \(Conflict\)/);
	const page = await cast.signedIn('secretariat');
	const mark = Date.now().toString(36);
	await page.goto('/desk/meetings');
	await page.getByLabel('Title').fill(`Planned ${mark}`);
	await page.getByLabel('First day').fill('2031-09-27');
	await page.getByRole('button', { name: 'Create meeting' }).click();
	await page.getByRole('link', { name: 'Prepare the agenda' }).click();
	await page.getByRole('link', { name: 'Import the programme' }).click();
	await expect(page.getByLabel('Where it goes')).toHaveValue(`meeting:planned-${mark}`);
	const visitor = await cast.visitor();
	expect((await visitor.goto(`/meetings/planned-${mark}`))?.status()).toBe(404);
	await page.goto(`/desk/meetings/planned-${mark}/invited`);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Announce the meeting' }).click();
	await expect(page.getByRole('button', { name: 'Announce the meeting' })).toBeHidden();
	expect((await visitor.reload())?.status()).toBe(200);

	const letter = `/desk/meetings/planned-${mark}/letters?kind=invitation&language=en`;
	// A form that is sent before the page's script came leads to a page loaded anew.
	const whole = { waitUntil: 'networkidle' } as const;
	await page.goto(letter, whole);
	const other = await cast.signedIn('admin');
	await other.goto(letter, whole);
	await other.getByLabel('Text').fill('Their words');
	await other.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(other.getByRole('status')).toHaveText('Saved.');
	await expectOutcomeFocused(other);
	await page.getByLabel('Text').fill('My words');
	await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
	await expect(page.getByRole('alert')).toContainText('Their words');
	await expect(page.getByLabel('Text')).toHaveValue('My words');
	// Whoever was refused stays where they were, and decides there.
	await expect(page.getByRole('button', { name: 'Save mine over theirs' })).toBeFocused();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Save mine over theirs' }).click();
	await expect(page.getByRole('status')).toHaveText('Saved.');
	await expect(page.getByLabel('Text')).toHaveValue('My words');
	await expectOutcomeFocused(page);
	await page.getByLabel('Text').fill('Words not to be kept');
	await page.getByRole('button', { name: 'Draft it anew' }).click();
	await expect(page.getByLabel('Text')).toHaveValue(/Planned/);
	await expectOutcomeFocused(page);

	const facts = `/desk/meetings/planned-${mark}`;
	await page.goto(facts, whole);
	await other.goto(facts, whole);
	await other.getByLabel('City').fill('Their city');
	await other.getByRole('button', { name: 'Save', exact: true }).click();
	await expectOutcomeFocused(other);
	await page.getByLabel('City').fill('My city');
	await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
	await expect(page.getByRole('alert')).toContainText('Their city');
	await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeFocused();
	await page.getByRole('button', { name: 'Save mine over theirs' }).click();
	await expectOutcomeFocused(page);
	await expect(page.getByLabel('City')).toHaveValue('My city');
});

test('Enter in a reason announces nothing, and what was unfolded before the page’s script came stays so', async ({
	cast
}) => {
	const page = await cast.signedIn('secretariat');
	const mark = Date.now().toString(36);
	await page.goto('/desk/meetings');
	await page.getByLabel('Title').fill(`Enter ${mark}`);
	await page.getByLabel('First day').fill('2031-10-27');
	await page.getByRole('button', { name: 'Create meeting' }).click();
	await expect(page.getByRole('heading', { name: `Enter ${mark}` })).toBeVisible();
	// On a slow line the move is written before the page's script is there.
	let release = (): void => undefined;
	const late = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/*.js', async (route) => {
		await late;
		await route.continue();
	});
	await page.goto(`/desk/meetings/enter-${mark}`, { waitUntil: 'commit' });
	await page.getByText('Move to another date').click();
	await page.getByLabel('New first day').fill('2031-10-28');
	release();
	await page.waitForLoadState('networkidle');
	await page.unroute('**/*.js');
	await expect(page.getByLabel('New first day')).toBeVisible();
	await expect(page.getByLabel('New first day')).toHaveValue('2031-10-28');

	const sent: string[] = [];
	page.on('request', (request) => {
		if (request.method() === 'POST') sent.push(request.postData() ?? '');
	});
	await page.getByLabel('Reason', { exact: true }).fill('Nobody can come');
	await page.getByLabel('Reason', { exact: true }).press('Enter');
	await page.getByRole('button', { name: 'Cancel the meeting' }).click();
	await expect(page.getByRole('listitem').filter({ hasText: 'cancelled' })).toBeVisible();
	expect(sent).toHaveLength(1);
	const visitor = await cast.visitor();
	cast.expected.push(/404 \(Not Found\)/);
	expect((await visitor.goto(`/meetings/enter-${mark}`))?.status()).toBe(404);
});
