import type { Locator, Page } from '@playwright/test';
import { query } from '../support/sql.ts';
import { expect, expectAccessible, test } from '../support/story.ts';

const PHONE = { width: 320, height: 640 };

/** Nothing is wider than a small phone, and the page stays as it was. */
async function expectNarrow(page: Page): Promise<void> {
	const before = page.viewportSize();
	await page.setViewportSize(PHONE);
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width, page.url()).toBeLessThanOrEqual(PHONE.width);
	await page.setViewportSize(before!);
}

/** Goes on by Tab alone until the field or button has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
	for (let press = 0; press < 60; press++) {
		await page.keyboard.press('Tab');
		if (await target.evaluate((element) => element === document.activeElement)) return;
	}
	throw new Error('The keyboard does not lead there.');
}

test('an organisation is made by keyboard, with names in two languages, and related to another', async ({
	cast
}) => {
	cast.expected.push(/422/);
	const mark = Date.now().toString(36);
	const page = await cast.signedIn('secretariat');
	await page.goto('/desk/organisations');
	await expectAccessible(page);
	await expectNarrow(page);
	await page.getByRole('link', { name: 'New organisation' }).press('Enter');
	await page.waitForURL('/desk/organisations/new');
	await expectAccessible(page);
	await expectNarrow(page);

	const type = async (label: string, text: string) => {
		await tabTo(page, page.getByLabel(label, { exact: true }));
		await page.keyboard.type(text);
	};
	await type('Acronym', `OSK ${mark}`);
	await type('English', `Open school ${mark}`);
	await type('French', `École ouverte ${mark}`);
	await type('Country', 'Fra');
	await type('Part of', 'no such organisation');
	await tabTo(page, page.getByRole('button', { name: 'Save' }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('alert')).toContainText(
		'No organisation called no such organisation'
	);
	await expect(page.getByLabel('French', { exact: true })).toHaveValue(`École ouverte ${mark}`);
	await expect(page.getByLabel('Country')).toHaveValue('FR');
	await page.getByLabel('Part of').fill('institut de locarn');
	await page.getByRole('button', { name: 'Save' }).press('Enter');
	await page.waitForURL(/\/desk\/organisations\/open-school-.*\?saved=1$/);
	await expect(page.getByRole('status')).toHaveText('Saved.');
	await expect(page.getByLabel('Part of')).toHaveValue('Institut de Locarn');
	const desk = new URL(page.url()).pathname;

	await page.getByLabel('Relation', { exact: true }).selectOption({ label: 'Partner of' });
	await page.getByLabel('Other organisation', { exact: true }).fill('MEDEF bretagne');
	await page.getByRole('button', { name: 'Add relation' }).click();
	const relations = page.getByRole('list', { name: 'Relations to other organisations' });
	await expect(relations).toContainText('Partner of: Medef Bretagne');
	await expectAccessible(page);
	await expectNarrow(page);

	const visitor = await cast.visitor();
	for (const [prefix, name] of [
		['', `Open school ${mark}`],
		['/fr', `École ouverte ${mark}`]
	]) {
		await visitor.goto(prefix + desk.replace('/desk', ''));
		await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(name!);
		await expect(visitor.getByRole('link', { name: 'Medef Bretagne' })).toBeVisible();
	}
});

test('a name follows what is recorded of it, its data is given out, and erased it is nowhere', async ({
	cast
}) => {
	cast.expected.push(/404 \(Not Found\)/, /400 \(Bad Request\)/);
	const name = `Nolwenn Test${Date.now().toString(36)}`;
	const role = 'teacher on exchange';
	const event = '/events/vet-conference-2022';
	const visitor = await cast.visitor();
	const readPublic = async () => {
		await visitor.goto(event);
		const data = await visitor.request.get(`${event}.json`);
		return (await visitor.locator('main').innerText()) + (await data.text());
	};

	const page = await cast.signedIn('secretariat');
	await page.goto(event);
	// On a slow line somebody writes before the page's script is there: it takes nothing away.
	await page.route('**/*.js', async (route) => {
		await new Promise((later) => setTimeout(later, 2000));
		await route.continue();
	});
	await page.getByRole('link', { name: /participants’ reports on this event/ }).click();
	await page.getByText('Add a report').click();
	await page.getByLabel('Author’s role').fill(role);
	await page.getByLabel('Name of somebody else').fill(name);
	await page.getByLabel("The author's opinion, English").fill('Well worth the journey.');
	await page.waitForLoadState('networkidle');
	await page.unroute('**/*.js');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(page.getByLabel('Name of somebody else')).toHaveValue(name);
	await expect(page.getByLabel("The author's opinion, English")).toHaveValue(
		'Well worth the journey.'
	);
	await page.getByLabel('Basis for printing the name').selectOption('consent');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(page.getByRole('status')).toHaveText('Saved.');
	await expectAccessible(page);
	await expectNarrow(page);
	expect(await readPublic()).toContain(`${name}, ${role}`);

	await page.goto('/desk/people');
	await page.getByLabel('Name, role or organisation').fill(name);
	await page.getByRole('button', { name: 'Search' }).click();
	await expectAccessible(page);
	await expectNarrow(page);
	await page.getByRole('link', { name }).click();
	await page.waitForURL(/\/desk\/people\/[0-9a-f-]{36}$/);
	const person = page.url();
	await page.getByLabel(/^Basis in:/).selectOption('refused');
	await page.getByRole('listitem').getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('status')).toHaveText('Saved.');
	expect(await readPublic()).not.toContain(name);
	await page.getByLabel(/^Basis in:/).selectOption('consent');
	await page.getByRole('listitem').getByRole('button', { name: 'Save' }).click();
	await expect.poll(readPublic).toContain(name);
	await expectAccessible(page);
	await expectNarrow(page);

	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Download the data (JSON)' }).click()
	]);
	const chunks = await (await file.createReadStream()).toArray();
	const data = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
	expect(data).toMatchObject({
		person: { name },
		nameBases: [{ meeting: 'vet-conference-2022', basis: 'consent' }],
		participantReports: [{ event: 'vet-conference-2022' }]
	});

	await page.getByLabel('What stands instead of the name').fill(role);
	await page.getByLabel('Type the name to confirm').fill(name);
	await page.getByRole('button', { name: 'Erase for good' }).click();
	await page.waitForURL(/\/desk\/people\?erased=/);
	await expect(page.getByRole('status')).toContainText('The person was erased');
	expect(await readPublic()).not.toContain(name);
	expect(await readPublic()).toContain(role);
	expect((await page.goto(person))?.status()).toBe(404);

	await page.goto('/desk/events/vet-conference-2022');
	await page.getByRole('link', { name: `Change: ${role}` }).click();
	await page.getByText('Remove…').click();
	await page.getByRole('button', { name: /^Remove for good/ }).click();
	await expect(page.getByRole('status')).toHaveText('Saved.');
	expect(await readPublic()).not.toContain(role);
});

for (const javaScriptEnabled of [true, false]) {
	test(`two records of one person become one, ${javaScriptEnabled ? 'by keyboard' : 'without JavaScript'}`, async ({
		cast
	}) => {
		cast.expected.push(/409/);
		const mark = Date.now().toString(36);
		const [kept, other, signedIn] = [`Maiwenn Two${mark}`, `M. Two${mark}`, `Mai Two${mark}`];
		const add = async (name: string, role: string) => {
			const [row] = await query(
				`WITH one AS (INSERT INTO person (name, role_label) VALUES ($1, $2) RETURNING id)
				INSERT INTO dossier_member (dossier_id, person_id, level)
				SELECT dossier.id, one.id, 'read' FROM dossier, one WHERE slug = 'bretagne' RETURNING person_id`,
				[name, role]
			);
			return String(row!.person_id);
		};
		const keptId = await add(kept, 'head teacher');
		const otherId = await add(other, 'head');
		await query(
			`WITH seated AS (INSERT INTO seat (person_id, meeting_id, kind)
				SELECT $1, id, 'viewer' FROM meeting WHERE slug = 'bretagne-1' RETURNING person_id, meeting_id)
			INSERT INTO name_basis (person_id, meeting_id, basis)
			SELECT person_id, meeting_id, 'refused' FROM seated`,
			[otherId]
		);

		const page = await cast.signedIn('secretariat', { javaScriptEnabled });
		const check = async () => {
			if (javaScriptEnabled) await expectAccessible(page);
			if (javaScriptEnabled) await expectNarrow(page);
		};
		await page.goto(`/desk/people/${keptId}`);
		await page.getByRole('link', { name: 'Find the other record' }).press('Enter');
		await page.waitForURL(`/desk/people/${keptId}/merge`);
		await check();
		await page.getByLabel('Name, role or organisation').fill(`two${mark}`);
		await page.keyboard.press('Enter');
		await page.getByRole('link', { name: other }).press('Enter');
		await page.waitForURL(/\?with=/);
		await expect(page.getByRole('group', { name: 'Which record is kept?' })).toContainText(
			'refused: the role is printed'
		);
		await check();

		// Whoever has an account keeps it; two accounts are refused with a sentence.
		const third = await add(signedIn, 'x');
		for (const id of [keptId, third])
			await query(`INSERT INTO account (person_id, email, password_hash) VALUES ($1, $2, 'x')`, [
				id,
				`${id}@demo.example`
			]);
		await page.goto(`/desk/people/${keptId}/merge?with=${third}`);
		await expect(page.getByText('Both have an account to sign in with')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Make one of the two' })).toHaveCount(0);

		await page.goto(`/desk/people/${otherId}/merge?with=${keptId}`);
		const choice = page.getByRole('radio', { name: `Keep ${kept}` });
		await expect(choice).toBeChecked();
		// The account would get another name.
		await page.getByRole('radio', { name: `Keep ${other}` }).press('Space');
		await page.getByRole('button', { name: 'Make one of the two' }).press('Enter');
		await expect(page.getByRole('alert')).toContainText('Only an administrator may change it');
		await expect(page.getByRole('radio', { name: `Keep ${other}` })).toBeChecked();
		await choice.press('Space');
		await page.getByRole('button', { name: 'Make one of the two' }).press('Enter');
		await page.waitForURL(`/desk/people/${keptId}?merged=1`);
		await expect(page.getByRole('status')).toHaveText('The two records are one now.');
		const merged = page.getByRole('list', { name: 'Records that were merged into this one' });
		await expect(merged).toContainText(other);
		await expect(page.getByLabel(/^Basis in:/).first()).toHaveValue('refused');
		await check();

		await page.goto(`/fr/desk/people/${otherId}`);
		await expect(page).toHaveURL(`/fr/desk/people/${keptId}`);
		const data = await page.request.get(`/desk/people/${otherId}/data.json`);
		expect(await data.json()).toMatchObject({ person: { id: keptId }, formerNames: [other] });
	});
}

for (const javaScriptEnabled of [true, false]) {
	test(`two records of one organisation become one, ${javaScriptEnabled ? 'by keyboard' : 'without JavaScript'}`, async ({
		cast
	}) => {
		cast.expected.push(/409/);
		const mark = Date.now().toString(36);
		// Of their own: in the demo's dossier other stories leave meetings open.
		const dossier = `doubles-${mark}`;
		await query('INSERT INTO dossier (slug, title) VALUES ($1, $2)', [
			dossier,
			JSON.stringify({ original: 'en', texts: { en: 'Doubles' } })
		]);
		const add = async (name: string, place: string, url: string) => {
			const slug = name.toLowerCase().replaceAll(' ', '-');
			await query(
				`WITH one AS (INSERT INTO organisation (slug, name, place, url) VALUES ($1, $2, $3, $4) RETURNING id)
				INSERT INTO dossier_organisation (dossier_id, organisation_id, role)
				SELECT dossier.id, one.id, 'partner' FROM dossier, one WHERE dossier.slug = $5`,
				[slug, name, place, url, dossier]
			);
			return slug;
		};
		const [kept, other] = [`Double ${mark} School`, `Double ${mark} Lycee`];
		const keptSlug = await add(kept, 'Rennes', 'https://old.example');
		const otherSlug = await add(other, 'Rennes', 'https://new.example');
		const page = await cast.signedIn('secretariat', { javaScriptEnabled });
		const check = async () => {
			if (javaScriptEnabled) await expectAccessible(page);
			if (javaScriptEnabled) await expectNarrow(page);
		};
		await page.goto(`/desk/organisations/${keptSlug}`);
		await page.getByRole('link', { name: 'Find the other record' }).press('Enter');
		await page.waitForURL(`/desk/organisations/${keptSlug}/merge`);
		await check();
		await page.getByLabel('Name, acronym or other spelling').fill(`double ${mark}`);
		await page.keyboard.press('Enter');
		await page.getByRole('link', { name: other }).press('Enter');
		await page.waitForURL(/\?with=/);
		const gone = page.getByRole('region', { name: `This one becomes part of it: ${other}` });
		await expect(gone).toContainText('https://new.example');
		await expect(page.getByText('This cannot be undone.')).toBeVisible();
		await expect(page.getByRole('group', { name: 'Place' })).toHaveCount(0);
		await check();

		// The other may be the one that is kept.
		await page.getByRole('link', { name: 'Keep the other record instead' }).press('Enter');
		await page.waitForURL(`/desk/organisations/${otherSlug}/merge?with=${keptSlug}`);
		await page.getByRole('link', { name: 'Keep the other record instead' }).press('Enter');
		await page.waitForURL(`/desk/organisations/${keptSlug}/merge?with=${otherSlug}`);

		const website = page.getByRole('group', { name: 'Website' });
		await expect(website.getByRole('radio').first()).toBeChecked();
		if (javaScriptEnabled) await tabTo(page, website.getByRole('radio').first());
		await website.getByRole('radio').last().press('Space');
		// Somebody saves one of the two meanwhile: it is looked at again, and the choice stays.
		await query('UPDATE organisation SET edited = edited + 1 WHERE slug = $1', [otherSlug]);
		const make = page.getByRole('button', { name: 'Make one of the two' });
		await make.press('Enter');
		await expect(page.getByRole('alert')).toContainText('Somebody saved one of the two');
		await expect(website.getByRole('radio').last()).toBeChecked();
		await check();
		await make.press('Enter');
		await page.waitForURL(`/desk/organisations/${keptSlug}?saved=merged`);
		await expect(page.getByRole('status')).toHaveText('The two records are one now.');
		await expect(page.getByLabel('Website')).toHaveValue('https://new.example');
		await expect(page.getByLabel('Former names')).toHaveValue(other);
		const merged = page.getByRole('list', { name: 'Records that were merged into this one' });
		await expect(merged).toContainText(other);
		await check();

		// Old links lead on, at the desk and in public; nobody else reaches the page.
		await page.goto(`/fr/desk/organisations/${otherSlug}`);
		await expect(page).toHaveURL(`/fr/desk/organisations/${keptSlug}`);
		await page.goto(`/organisations/${otherSlug}`);
		await expect(page).toHaveURL(`/organisations/${keptSlug}`);
		const data = await page.request.get(`/organisations/${otherSlug}.json`);
		expect(await data.json()).toMatchObject({ slug: keptSlug, name: kept });
		await page.goto(`/desk/organisations/${keptSlug}/merge?with=${otherSlug}`);
		await expect(page).toHaveURL(`/desk/organisations/${keptSlug}`);
		const stranger = await cast.signedIn('participant', { javaScriptEnabled });
		cast.expected.push(/404/);
		const answer = await stranger.goto(`/desk/organisations/${keptSlug}/merge`);
		expect(answer?.status()).toBe(404);
	});
}
