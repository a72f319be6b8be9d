import * as v from 'valibot';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Contact, SharedTexts } from '#lib/model/dossier-form.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { createPool } from '#lib/server/platform/db.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newEditedDossier } from '../../../../tests/support/dossier.ts';
import { newActor } from '../../../../tests/support/people.ts';
import { getContact, sendContact } from './contact.ts';
import { getDossier } from './dossier.ts';
import { getSharedTexts, readSharedTexts, saveSharedTexts } from './shared-texts.ts';

const sent: Array<{ to: string; subject: string; text: string }> = [];
vi.mock('#lib/server/platform/jobs.ts', () => ({
	enqueue: (_: unknown, __: string, mail: (typeof sent)[number]) => {
		sent.push(mail);
		return Promise.resolve();
	}
}));

let test_: TestDatabase;
let pool: ReturnType<typeof createPool>;
beforeAll(async () => {
	test_ = await testDatabase();
	pool = createPool(test_.url, 2);
});
afterAll(async () => {
	await pool.end();
	await test_.close();
});

const message = (fields: Record<string, string> = {}) =>
	v.parse(Contact, {
		name: 'Ann',
		email: 'ann@school.example',
		message: 'Hello\r\nthere',
		...fields
	});
const from = (address: string) => ({ address, origin: 'https://emvod.example' });

async function newReachable() {
	const { db } = test_;
	const dossier = await newEditedDossier(db);
	await db
		.updateTable('dossier')
		.set({ contactEmail: 'secretariat@network.example' })
		.where('id', '=', dossier.id)
		.execute();
	return dossier;
}

test('a message goes to the role address, which no page gives away', async () => {
	const { db } = test_;
	const { slug } = await newReachable();
	await sendContact(db, pool, null, slug, message(), from('10.0.0.1'));
	expect(sent.at(-1)).toEqual({
		to: 'secretariat@network.example',
		replyTo: 'ann@school.example',
		subject: expect.stringMatching(/^Message about the dossier: /),
		text: expect.stringContaining(`https://emvod.example/dossiers/${slug}`)
	});
	expect(sent.at(-1)!.text).toMatch(/Ann <ann@school\.example>\n\nHello\nthere\n/);
	const given = [await getContact(db, null, slug), await getDossier(db, null, slug)];
	expect(JSON.stringify(given)).not.toContain('secretariat@');
	expect((await getDossier(db, null, slug)).hasContact).toBe(true);
});

test('whoever receives a message reads it in the language of the dossier, whoever wrote it', async () => {
	const { id, slug } = await newReachable();
	const title = { original: 'fr', texts: { fr: 'Réseau breton', en: 'Breton network' } };
	await test_.db
		.updateTable('dossier')
		.set({ title: JSON.stringify(title) })
		.where('id', '=', id)
		.execute();
	overwriteGetLocale(() => 'da');
	await sendContact(test_.db, pool, null, slug, message(), from('10.0.0.6'));
	expect(sent.at(-1)!.subject).toBe('Message au sujet du dossier : Réseau breton');
	expect(sent.at(-1)!.text).toMatch(/^De : Ann/);
	expect(sent.at(-1)!.text).toContain(`https://emvod.example/fr/dossiers/${slug}`);
});

test('a program that fills in the hidden field is told the same, and nothing is sent', async () => {
	const { slug } = await newReachable();
	const before = sent.length;
	const trapped = message({ website: 'http://spam.example' });
	await sendContact(test_.db, pool, null, slug, trapped, from('10.0.0.2'));
	expect(sent).toHaveLength(before);
});

test('one address can send twenty messages an hour', async () => {
	const { slug } = await newReachable();
	const send = (address: string) =>
		sendContact(test_.db, pool, null, slug, message(), from(address));
	for (let n = 0; n < 20; n++) await send('10.0.0.3');
	await expect(send('10.0.0.3')).rejects.toMatchObject({ code: 'throttled', status: 429 });
	await expect(send('10.0.0.4')).resolves.toBeUndefined();
});

test('there is no form where there is no address, nor for whoever may not read the dossier', async () => {
	const { db } = test_;
	const none = await newEditedDossier(db);
	await expect(getContact(db, null, none.slug)).rejects.toMatchObject({ status: 404 });
	const hidden = await newReachable();
	await db
		.updateTable('dossier')
		.set({ visibility: 'members' })
		.where('id', '=', hidden.id)
		.execute();
	await expect(
		sendContact(db, pool, null, hidden.slug, message(), from('10.0.0.5'))
	).rejects.toMatchObject({ status: 404 });
	await expect(getContact(db, hidden.reader, hidden.slug)).resolves.toMatchObject({
		slug: hidden.slug
	});
});

test('what everybody reads on every dossier is written once, by administrators', async () => {
	const { db } = test_;
	const admin = await newActor(db, { isAdmin: true });
	const { editor } = await newEditedDossier(db);
	const { version } = await getSharedTexts(db, admin);
	const input = v.parse(SharedTexts, {
		version,
		'network:en': 'A network of regions.',
		'network:fr': 'Un réseau de régions.',
		'taskforces:en': 'Groups that meet.'
	});
	await expect(saveSharedTexts(db, editor, input)).rejects.toMatchObject({ code: 'not_found' });
	await expect(saveSharedTexts(db, null, input)).rejects.toMatchObject({ code: 'sign_in' });
	await saveSharedTexts(db, admin, input);
	expect((await readSharedTexts(db)).network?.texts).toEqual({
		en: 'A network of regions.',
		fr: 'Un réseau de régions.'
	});
	await expect(saveSharedTexts(db, admin, input)).rejects.toMatchObject({ code: 'entry_changed' });
});
