import { expect, expectAccessible, test } from '../support/story.ts';

test('a wrong password is refused in words, the right one signs in and out', async ({ cast }) => {
	const page = await cast.visitor();
	cast.expected.push(/400 \(Bad Request\)/);
	await page.goto('/sign-in');
	await expectAccessible(page);
	await page.getByLabel('E-mail').fill('notes@demo.example');
	await page.getByLabel('Password').fill('wrong');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByRole('alert')).toHaveText('E-mail or password is not right.');
	await expect(page.getByLabel('E-mail')).toHaveValue('notes@demo.example');
	await page.getByLabel('Password').fill('emvod-demo');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL('/');
	await page.goto('/account');
	await expectAccessible(page);
	await expect(page.getByText('this device')).toBeVisible();
	await expect(page.getByText('notes@demo.example')).toBeVisible();
	await expect(page.getByText(/^Chrom\w+ on \w+$/).first()).toBeVisible();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.waitForURL('/');
	await page.goto('/account');
	await expect(page).toHaveURL(/\/sign-in\?to=/);
});

test('signing in works without JavaScript and leads back to where one wanted to go', async ({
	cast
}) => {
	const page = await cast.visitor({ javaScriptEnabled: false });
	await page.goto('/account');
	await page.getByLabel('E-mail').fill('teacher@demo.example');
	await page.getByLabel('Password').fill('emvod-demo');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page).toHaveURL('/account');
});

test('a session ended elsewhere is over', async ({ cast }) => {
	const [here, there] = [await cast.signedIn('speaker'), await cast.signedIn('speaker')];
	await here.goto('/account');
	const others = here.getByRole('button', { name: 'End session' });
	for (let left = await others.count(); left > 0; left--) {
		await others.first().click();
		await expect(others).toHaveCount(left - 1);
	}
	await there.goto('/account');
	await expect(there).toHaveURL(/\/sign-in/);
});

test('a guest comes in by link, once, and the link says so afterwards', async ({ cast, today }) => {
	const chair = await cast.signedIn('chair');
	await chair.goto(`/meetings/${today}/invitations`);
	await expectAccessible(chair);
	await chair.getByLabel('Person or organisation invited').fill('Gwenn <b>Example</b>');
	await chair.getByLabel('Send to (e-mail)').fill('gwenn@example.org');
	await chair.getByRole('button', { name: 'Make the link' }).click();
	const link = await chair.getByRole('status').locator('code').innerText();
	await expect(chair.getByText('It was also sent by mail.')).toBeVisible();

	const guest = await cast.visitor();
	await guest.goto(link);
	await expectAccessible(guest);
	await expect(guest.getByText('This invitation is for: Gwenn <b>Example</b>')).toBeVisible();
	await guest.getByLabel('Your name').fill('Gwenn Example');
	await guest.getByRole('button', { name: 'Accept and continue' }).click();
	await expect(guest).toHaveURL(`/meetings/${today}`);

	cast.expected.push(/410 \(Gone\)/, /404 \(Not Found\)/);
	const second = await cast.visitor();
	await second.goto(link);
	await expect(second.getByText('already been used')).toBeVisible();
	await expect(second.getByRole('heading', { level: 1 })).toHaveText('Invitation already used');
	await second.goto(link.slice(0, -3));
	await expect(second.getByText('This invitation link is not known')).toBeVisible();
	await guest.goto('/desk');
	await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Not found');
	// Whoever is signed in is not asked to, and nobody is led to a desk that is not theirs.
	await expect(guest.getByRole('link', { name: 'Sign in' })).toHaveCount(0);
	await expect(guest.getByRole('link', { name: 'Desk' })).toHaveCount(0);
	await expect(chair.getByRole('link', { name: 'Desk' })).toHaveCount(1);
});

for (const [locale, word] of [
	['fr', 'Se connecter'],
	['nl', 'Aanmelden'],
	['es', 'Iniciar sesión'],
	['da', 'Log ind']
] as const)
	test(`the sign-in page speaks ${locale}`, async ({ cast }) => {
		const page = await cast.visitor();
		await page.goto(`/${locale}/sign-in`);
		await expect(page.locator('html')).toHaveAttribute('lang', locale);
		await expect(page.getByRole('button', { name: word })).toBeVisible();
	});
