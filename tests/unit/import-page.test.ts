import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewImport, readImportPage } from '#lib/server/intake/preview.ts';
import { actions } from '../../src/routes/(app)/desk/import/+page.server.ts';
import ImportPage from '../../src/routes/(app)/desk/import/+page.svelte';
import { demoDatabase } from '../support/demo.ts';
import { renderPage, type PageLocale } from '../support/pages.ts';
import { newActor, newMeeting } from '../support/people.ts';
import { AVANT_PROGRAMME, OLD_REPORT } from '../support/programmes.ts';
import type { Actor } from '#lib/model/actor.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let actor: Actor;
beforeAll(async () => {
	demo = await demoDatabase();
	actor = await newActor(demo.db, { isAdmin: true });
});
afterAll(() => demo.close());

async function show(form: object | null, locale?: PageLocale) {
	const data = {
		...(await readImportPage(demo.db, actor)),
		intakeId: '6f1c1f0e-6e0a-4d0b-9a50-000000000001',
		chosen: { target: null, what: null },
		actor
	};
	return renderPage(ImportPage, { data, form }, { path: '/desk/import', locale });
}
async function addMeeting(status: string): Promise<string> {
	const { id: dossierId } = await demo.db
		.selectFrom('dossier')
		.select('id')
		.where('slug', '=', 'bretagne')
		.executeTakeFirstOrThrow();
	const { id, slug } = await newMeeting(demo.db, dossierId);
	await demo.db.updateTable('meeting').set({ status }).where('id', '=', id).execute();
	return slug;
}
const read = (text: string, what: 'programme' | 'report') =>
	previewImport(demo.db, actor, { what, target: 'new:bretagne', text, file: null }, '2026-11-26');

test('the first step asks what it is, where it goes, and for a text or a file', async () => {
	const page = await show(null);
	expect(page.text).toContain('nothing is stored before you agree');
	expect(page.html).toContain('value="new:bretagne"');
	expect(page.html).toMatch(/<form[^>]*enctype="multipart\/form-data"/);
	expect(page.headings.map(({ level }) => level)).toEqual([1]);
});

test('the preview is a form in which every doubtful place is marked, with the source beside it', async () => {
	const fields = await read(AVANT_PROGRAMME, 'programme');
	const form = { values: { ...fields, what: 'programme', target: 'new:bretagne' } };
	const page = await show(form);
	expect(page.text).toContain('Nothing is stored yet.');
	expect(page.text).toContain('Days: 2 · Items: 7 · Doubtful places: 5 · Lines without a place: 1');
	expect(page.text).toContain(
		'Doubtful. This word may have lost its first letter: “nitiatives existantes en Bretagne'
	);
	expect(page.text).toContain('Repeated header or footer removed');
	expect(page.text).toContain('Known: UPSTI');
	expect(page.text).toContain('without a place Renseignements : secretariat@example.org');
	expect(page.html).toMatch(/name="taken\.0" value="Renseignements : [^"]*"/);
	expect(page.html).toContain('value="Objectifs et réalisations des partenaires européens"');
	expect(page.html).toMatch(
		/name="items\.0\.talk"[^>]*lang="fr"|lang="fr"[^>]*name="items\.0\.talk"/
	);
	const levels = page.headings.map(({ level }) => level);
	expect(levels.filter((level) => level === 1)).toHaveLength(1);
	const ids = [...page.html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
	expect(new Set(ids).size).toBe(ids.length);
	const french = await show(form, 'fr');
	expect(french.text).toContain('Ce mot a peut-être perdu sa première lettre');
});

test('each line of the budget has its amount and currency; what is doubtful is said beside it', async () => {
	const text =
		'Rencontre\n4 mars 2027\n9h30 Ouverture\nBudget :\n- Interprètes : 1 200 €\n- Salle : € 5.000';
	const fields = { ...(await read(text, 'programme')), what: 'programme', target: 'new:bretagne' };
	const page = await show({ values: fields }, 'fr');
	expect(page.html).toContain('name="budget.0.amount" value="1200"');
	expect(page.html).toMatch(/name="budget\.1\.currency".*?<option value="EUR" selected/s);
	const doubt = page.html.indexOf('Ce montant peut se lire autrement');
	expect(doubt).toBeGreaterThan(page.html.indexOf('name="budget.0.payers"'));
	expect(doubt).toBeLessThan(page.html.indexOf('name="budget.1.label"'));
	const refused = await show({
		values: { ...fields, 'budget.1.amount': '5.000' },
		issues: { 'budget.1.amount': 'check' }
	});
	expect(refused.text).toContain('without a sign between thousands');
	expect(refused.html).toContain('value="5.000"');
});

test('the choice to announce stands beside the button that confirms, unless it was made before', async () => {
	const fields = { ...(await read('Rencontre\n4 mars 2027', 'programme')), what: 'programme' };
	const fresh = await show({ values: { ...fields, target: 'new:bretagne' } });
	expect(fresh.html).toMatch(/name="isAnnounced" value="" checked/);
	expect(fresh.text).toContain('only members of the dossier, until you announce it');
	const wanted = { ...fields, target: 'new:bretagne', isAnnounced: 'on' };
	expect((await show({ values: wanted, issues: { title: 'x' } })).html).toMatch(
		/name="isAnnounced" value="on" checked/
	);
	const announced = await addMeeting('scheduled');
	const told = await show({ values: { ...fields, target: `meeting:${announced}` } });
	expect(told.html).not.toContain('name="isAnnounced"');
	expect(told.text).toContain('its programme is public at once');
});

test('a form that is refused keeps what was typed, and names the field', async () => {
	const fields = await read(AVANT_PROGRAMME, 'programme');
	const values = {
		...fields,
		what: 'programme',
		target: 'new:bretagne',
		title: 'My own words',
		'days.0.date': ''
	};
	const page = await show({ values, issues: { 'days.0.date': 'regex' } });
	expect(page.text).toContain('Not saved: see the fields that are marked.');
	expect(page.html).toContain('value="My own words"');
	expect(page.html).toMatch(
		/name="days\.0\.date"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*name="days\.0\.date"/
	);
	const refused = await show({
		typed: { what: 'report', target: 'new:bretagne', text: 'My text' },
		issues: { text: 'intake_empty' },
		code: 'intake_empty'
	});
	expect(refused.text).toContain('There is no text in it.');
	expect(refused.html).toMatch(/<textarea[^>]*name="text"[^>]*aria-invalid="true"/);
	expect(refused.html).toContain('My text');
});

test('a report of an earlier meeting is previewed likewise; markup in a text stays letters', async () => {
	const fields = await read(`${OLD_REPORT}\n- <img src=x onerror=alert(1)>`, 'report');
	const page = await show({ values: { ...fields, what: 'report', target: 'new:bretagne' } });
	expect(page.text).toContain('Preview of the report');
	expect(page.html).not.toContain('<img');
	expect(page.html).toContain('More than fifteen organisations took part.');
});

test('the preview of a report says what is read at once, and what stays a draft', async () => {
	const fields = await read(OLD_REPORT, 'report');
	const page = await show({ values: { ...fields, what: 'report', target: 'new:bretagne' } });
	expect(page.text).toContain('reads at once that the meeting took place');
	expect(page.text).toContain('stay a draft until you publish it');
	const slug = await addMeeting('held');
	const held = await show({ values: { ...fields, what: 'report', target: `meeting:${slug}` } });
	expect(held.text).toContain('What this meeting says of itself stays.');
	expect(held.text).toContain('The titles of the parts are added to the agenda');
	expect(held.text).not.toContain('reads at once that the meeting took place');
	expect(held.html).not.toContain('name="days.0.date"');
});

test('minutes read as a programme say so, and become a report by one button; likewise a programme', async () => {
	const minutes =
		'COMPTE RENDU\nComité de pilotage du 14 janvier 2026\n\n1. Budget\nIl est adopté.';
	for (const [text, what, other, notice] of [
		[minutes, 'programme', 'report', 'This looks like the report of an earlier meeting'],
		[AVANT_PROGRAMME, 'report', 'programme', 'This looks like the programme of a meeting']
	] as const) {
		const target = 'new:bretagne';
		const values: Record<string, string> = { ...(await read(text, what)), what, target };
		const page = await show({ values });
		expect(page.text).toContain(notice);
		expect(page.html).toContain('action="?/other"');
		const switched = { ...(await read(text, other)), what: other, target };
		expect(JSON.parse(values.other!)).toEqual(switched);
		expect((await show({ values: switched })).text).not.toContain('This looks like');
	}
	expect(await read(OLD_REPORT, 'report')).not.toHaveProperty('other');
	expect(await read(AVANT_PROGRAMME, 'programme')).not.toHaveProperty('other');
});

test('minutes for a meeting still to come say so too, and go elsewhere', async () => {
	const target = `meeting:${await addMeeting('planned')}`;
	const text = 'NOTULEN\nStuurgroep\n14 januari 2026\n\n1. Begroting\nAkkoord.';
	const input = { what: 'programme' as const, target, text, file: null };
	const fields = await previewImport(demo.db, actor, input, '2026-11-26');
	expect(fields.other).toBe('');
	const page = await show({ values: { ...fields, what: 'programme', target } });
	expect(page.text).toContain('This looks like the report of an earlier meeting');
	expect(page.text).toContain('does not take it as such');
	expect(page.html).not.toContain('action="?/other"');
});

test('what the button for the other kind sends is looked at like any form', async () => {
	const send = (other: string) => {
		const body = new URLSearchParams({ other });
		const request = new Request('https://emvod.example/', { method: 'POST', body });
		return actions.other!({ request } as never);
	};
	for (const other of ['', '{"what":', '"words"', '{"title":{"en":"A"}}', '{"days":[1]}'])
		expect(await send(other), other).toMatchObject({ status: 400, data: { code: 'malformed' } });
	expect(await send('{"what":"report","title":"T"}')).toEqual({
		values: { what: 'report', title: 'T' }
	});
	for (const values of [
		{},
		{ what: 'report' },
		{ kept: '{', 'items.0.day': 'x', 'days.z.date': '1' }
	])
		expect((await show({ values })).headings.filter(({ level }) => level === 1)).toHaveLength(1);
});
