import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { paragraph } from '#lib/model/note-writing.ts';
import { ChosenFacts } from '#lib/model/organisation-merge.ts';
import { demoDatabase, findDemoActor } from '../../../../tests/support/demo.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { seedOrganisationReferences } from '../../../../tests/support/organisation-references.ts';
import { listReferences } from '../../../../tests/support/person-references.ts';
import { getOrganisation } from '../dossier/organisation.ts';
import { findNewSlug } from '../dossier/dossier.ts';
import { search } from '../library/search.ts';
import { describe } from '../notes/content.ts';
import { importOrganisations } from '../people/import.rows.ts';
import { addOrganisation, resolveOrganisation } from '../people/naming.ts';
import { readOrganisationToEdit } from '../people/organisations.ts';
import type { OrganisationFields } from '../people/organisations.rows.ts';
import { ImportKeys } from '../platform/import.ts';
import { readKeptActions } from './action-keeping.ts';
import { compareOrganisations, mergeOrganisations } from './organisation-merging.ts';
import { FOLLOWING, PAIRED } from './organisation-references.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let secretary: Actor;
let dossierId: string;
beforeAll(async () => {
	demo = await demoDatabase();
	secretary = await newActor(demo.db, { name: 'Secretary' });
	dossierId = await newDossier(demo.db, [[secretary, 'publish']]);
});
afterAll(() => demo.close());

let count = 0;
interface Known {
	id: string;
	slug: string;
}
const add = (fields: OrganisationFields = {}): Promise<Known> =>
	demo.db
		.transaction()
		.execute((trx) => addOrganisation(trx, { name: `Body ${++count}`, ...fields }));
const two = async (kept: OrganisationFields = {}, other: OrganisationFields = {}) => ({
	kept: await add(kept),
	other: await add(other)
});
const code = (name: string) => expect.objectContaining({ code: name });
/** Makes two one, as they are now. */
async function merge(
	{ kept, other }: { kept: Known; other: Known },
	chosen: Partial<ChosenFacts> = {},
	actor: Actor | null = secretary
): Promise<string> {
	const pair = await compareOrganisations(demo.db, actor, [kept.slug, other.slug]);
	return mergeOrganisations(demo.db, actor, {
		kept: kept.slug,
		other: other.slug,
		edited: [pair?.[0].edited ?? 0, pair?.[1].edited ?? 0],
		chosen: v.parse(ChosenFacts, chosen)
	});
}
const read = (id: string) =>
	demo.db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
const rowsOf = async (table: string, where: ReturnType<typeof sql>) =>
	(
		await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(table)} WHERE ${where}`.execute(
			demo.db
		)
	).rows;
const resolve = (typed: string) =>
	demo.db.transaction().execute((trx) => resolveOrganisation(trx, typed, 'host'));

test('every column that points to an organisation is moved, also one that a later migration adds', async () => {
	expect(await listReferences(demo.db, 'organisation')).toEqual(
		[...FOLLOWING, ...Object.keys(PAIRED)].sort()
	);
	// Of two rows one goes: whatever points to it must be led to the other first.
	for (const [reference, { led }] of Object.entries(PAIRED))
		expect(await listReferences(demo.db, reference.split('.')[0]!), reference).toEqual(
			led ? [`${led.table}.${led.within}`, `${led.table}.${led.column}`] : []
		);
});

test('everything that points to the other points to the kept one', async () => {
	const { db } = demo;
	const { kept, other } = await two();
	await seedOrganisationReferences(db, other.id, dossierId);
	const references = await listReferences(db, 'organisation');
	const counts = async (id: string) => {
		const found: Record<string, number> = {};
		for (const reference of references) {
			const [table, column] = reference.split('.') as [string, string];
			found[reference] = (await rowsOf(table, sql`${sql.id(column)} = ${id}`)).length;
		}
		return found;
	};
	const before = await counts(other.id);
	expect(references.filter((one) => before[one] === 0)).toEqual([]);
	expect(await merge({ kept, other })).toBe(kept.slug);
	// The merge itself points to the kept one.
	expect(await counts(kept.id)).toEqual({
		...before,
		'organisation_merge.organisation_id': before['organisation_merge.organisation_id']! + 1
	});
	expect(await read(other.id)).toBeUndefined();
	const { merged } = await readOrganisationToEdit(db, secretary, kept.slug);
	expect(merged).toContainEqual({ name: 'Body 2', at: expect.any(Date), by: 'Secretary' });
});

test('where both stand, one row is left that says what both did', async () => {
	const { db } = demo;
	const { kept, other } = await two();
	const { id: meetingId } = await newMeeting(db, dossierId);
	const put = async (organisationId: string, is: boolean) => {
		await db
			.insertInto('dossierOrganisation')
			.values({ dossierId, organisationId, role: 'requester', position: is ? 3 : 1 })
			.execute();
		await db
			.insertInto('meetingOrganisation')
			.values({ meetingId, organisationId, role: 'host', position: is ? 3 : 1 })
			.execute();
		await db
			.insertInto('invitee')
			.values({
				meetingId,
				organisationId,
				isKey: !is,
				position: is ? 0 : 4,
				answer: is ? 'declined' : 'accepted',
				answeredAt: new Date(is ? '2026-01-01' : '2026-02-01'),
				answeredBy: is ? 'A' : 'B'
			})
			.execute();
		await db
			.insertInto('inviteeMail')
			.values({ meetingId, organisationId, kind: 'invitation', steps: 0 })
			.execute();
		await db
			.insertInto('equipmentCheck')
			.values({ dossierId, organisationId, details: JSON.stringify({ sound: { ok: is } }) })
			.execute();
		await db
			.insertInto('organisationRelation')
			.values({
				fromId: stranger.id,
				toId: organisationId,
				kind: 'member',
				note: is ? null : 'since long'
			})
			.execute();
	};
	const stranger = await add();
	await put(kept.id, true);
	await put(other.id, false);
	// Only the other is invited to the second meeting; the mail follows its row.
	const { id: second } = await newMeeting(db, dossierId);
	await db.insertInto('invitee').values({ meetingId: second, organisationId: other.id }).execute();
	await db
		.insertInto('inviteeMail')
		.values({ meetingId: second, organisationId: other.id, kind: 'invitation', steps: 0 })
		.execute();
	await db
		.insertInto('organisationRelation')
		.values([
			{ fromId: kept.id, toId: other.id, kind: 'partner' },
			{ fromId: other.id, toId: kept.id, kind: 'member' }
		])
		.execute();
	await merge({ kept, other });
	const own = sql`organisation_id = ${kept.id}`;
	expect(await rowsOf('dossier_organisation', own)).toMatchObject([
		{ role: 'requester', position: 1 }
	]);
	expect(await rowsOf('meeting_organisation', own)).toMatchObject([{ role: 'host', position: 1 }]);
	expect(await rowsOf('invitee', sql`${own} AND meeting_id = ${meetingId}`)).toMatchObject([
		{ isKey: true, position: 0, answer: 'accepted', answeredBy: 'B' }
	]);
	expect(await rowsOf('invitee_mail', sql`${own} AND meeting_id = ${meetingId}`)).toHaveLength(2);
	expect(await rowsOf('invitee_mail', sql`${own} AND meeting_id = ${second}`)).toHaveLength(1);
	expect((await rowsOf('equipment_check', own)).map(({ isDouble }) => isDouble).sort()).toEqual([
		false,
		true
	]);
	expect(await rowsOf('organisation_relation', sql`${kept.id} IN (from_id, to_id)`)).toMatchObject([
		{ fromId: stranger.id, kind: 'member', note: 'since long' }
	]);
});

type Came = [state: string, heads: number | null] | null;
test.each<[string, Came, Came, Came]>([
	['both came, each with heads of its own', ['present', 2], ['present', 3], ['present', 5]],
	['both came and one was counted', ['present', null], ['present', 3], ['present', 3]],
	['nobody was counted', ['present', null], ['present', null], ['present', null]],
	['only the other came', ['expected', 9], ['present', 3], ['present', 3]],
	['only the kept one came', ['present', 2], ['absent', 9], ['present', 2]],
	['one sent apologies', ['absent', null], ['apologies', null], ['apologies', null]],
	['only the other is on the list', null, ['present', 3], ['present', 3]]
])('who came: %s', async (_, keptCame, otherCame, left) => {
	const { db } = demo;
	const pair = await two();
	const { id: meetingId } = await newMeeting(db, dossierId);
	for (const [{ id: organisationId }, came] of [
		[pair.kept, keptCame],
		[pair.other, otherCame]
	] as const)
		if (came)
			await db
				.insertInto('attendance')
				.values({ meetingId, organisationId, state: came[0], heads: came[1] })
				.execute();
	await merge(pair);
	const rows = await rowsOf('attendance', sql`meeting_id = ${meetingId}`);
	expect(rows).toMatchObject([{ organisationId: pair.kept.id, state: left![0], heads: left![1] }]);
	// A form that shows the list of before is refused.
	const meeting = await rowsOf('meeting', sql`id = ${meetingId}`);
	expect(meeting).toMatchObject([{ attendanceVersion: 2 }]);
});

test('of what both say the chosen stays, what only one says is taken over, and every name finds it', async () => {
	const { db } = demo;
	const label = (texts: Record<string, string>) => JSON.stringify({ original: 'fr', texts });
	const pair = await two(
		{
			name: 'Lycée Tristan Corbière',
			acronym: 'LTC',
			aliases: ['Tristan C.'],
			place: 'Morlaix',
			label: label({ fr: 'Lycée Corbière', en: 'Corbière School' }),
			url: 'https://old.example'
		},
		{
			name: 'Cité scolaire Corbière',
			fullName: 'Cité scolaire Tristan Corbière de Morlaix',
			aliases: ['tristan c.', 'Korbiera'],
			place: 'Plougonven',
			label: label({ fr: 'La cité', da: 'Corbière-skolen' }),
			url: 'https://new.example',
			contactEmail: 'office@school.example',
			audiences: ['teachers'],
			importKey: 'double-of-corbiere'
		}
	);
	await merge(pair, { url: 'other', label: 'kept' });
	expect(await read(pair.kept.id)).toMatchObject({
		name: 'Lycée Tristan Corbière',
		fullName: 'Cité scolaire Tristan Corbière de Morlaix',
		place: 'Morlaix',
		url: 'https://new.example',
		label: {
			original: 'fr',
			texts: { fr: 'Lycée Corbière', en: 'Corbière School', da: 'Corbière-skolen' }
		},
		aliases: ['Tristan C.', 'Korbiera'],
		formerNames: ['Cité scolaire Corbière', 'La cité'],
		contactEmail: 'office@school.example',
		audiences: ['teachers']
	});
	for (const typed of [
		'cité scolaire corbière',
		'Cité scolaire Tristan Corbière de Morlaix',
		'La Cité',
		'korbiera',
		pair.other.slug
	])
		expect(await resolve(typed), typed).toBe(pair.kept.id);
	const { hits } = await search(db, null, 'cité scolaire corbière');
	const found = hits.filter(({ kind }) => kind === 'organisation');
	expect(found.map(({ href }) => href)).toEqual([`/organisations/${pair.kept.slug}`]);
	const [trace] = await rowsOf('organisation_merge', sql`former_id = ${pair.other.id}`);
	expect(trace).toMatchObject({
		importKey: 'double-of-corbiere',
		stood: { name: 'Cité scolaire Corbière', place: 'Plougonven' }
	});
	expect(JSON.stringify(trace)).not.toContain('office@school.example');
	// A record file that comes in again does not bring it back.
	const keys = new ImportKeys();
	await db
		.transaction()
		.execute((trx) =>
			importOrganisations(trx, keys, [{ id: 'double-of-corbiere', name: 'Double' } as never])
		);
	expect(keys.get('double-of-corbiere')).toBe(pair.kept.id);
});

test('old addresses lead to the kept one, over any number of merges', async () => {
	const { db } = demo;
	const [first, second, third] = [await add(), await add(), await add()];
	await merge({ kept: second, other: first });
	await merge({ kept: third, other: second });
	for (const { slug } of [first, second]) {
		expect(await findNewSlug(db, 'organisation', slug)).toBe(third.slug);
		await expect(getOrganisation(db, null, slug)).rejects.toThrow(code('not_found'));
	}
	const { merged } = await readOrganisationToEdit(db, secretary, third.slug);
	expect(merged).toHaveLength(2);
	const again = await add({ name: (await read(third.id))!.name });
	expect([first.slug, second.slug]).not.toContain(again.slug);
});

test('notes and lists of actions that name the former one tell of the kept one', async () => {
	const { db } = demo;
	const { kept, other } = await two({ name: 'Kept Institute' }, { name: 'Former Institute' });
	const { id: meetingId } = await newMeeting(db, dossierId);
	const id = randomUUID();
	await db
		.insertInto('action')
		.values({ id, meetingId, ownerOrganisationId: other.id, words: 'Write' })
		.execute();
	await merge({ kept, other });
	const mention = { mention: 'organisation' as const, id: other.id, label: 'Former Institute' };
	const source = [{ ...paragraph(''), inline: [mention] }];
	const scope = { meetingId, reader: null, language: 'en' };
	expect((await describe(db, source, scope)).text).toBe('Kept Institute');
	const { actions } = await readKeptActions(db, secretary, { state: 'all', owner: other.id });
	expect(actions.map((one) => [one.id, one.owner])).toEqual([[id, 'Kept Institute']]);
});

test('an organisation is never part of itself, however the two stood to each other', async () => {
	const top = await add();
	const part = (parentId: string) => add({ parentId });
	// The kept one was part of the other, and that of a third.
	const other = await part(top.id);
	const kept = await part(other.id);
	await merge({ kept, other });
	expect((await read(kept.id))!.parentId).toBe(top.id);
	// Between them stands one that is part of the other.
	const above = await add();
	const between = await part(above.id);
	const below = await part(between.id);
	await merge({ kept: below, other: above });
	expect((await read(below.id))!.parentId).toBeNull();
	expect((await read(between.id))!.parentId).toBe(below.id);
});

test('a draft that names the other goes on, an open form of it is refused, and a version says what it said', async () => {
	const { db } = demo;
	const admin = await findDemoActor(db, 'admin');
	const { rows } = await sql<{ slug: string; id: string; report: string }>`
		SELECT o.slug, o.id, r.slug AS report FROM report r JOIN organisation o ON o.slug = r.draft #>> '{host,slug}'
		WHERE r.version > 0 AND r.draft::text LIKE '%' || o.id || '%' LIMIT 1`.execute(db);
	const other = rows[0]!;
	const kept = await add({ name: 'The host' });
	const report = async () => {
		const [row] = (
			await sql<{
				seq: number;
				draft: string;
				content: string;
			}>`SELECT r.draft_seq AS seq, r.draft::text,
			v.content::text FROM report r JOIN report_version v ON v.report_id = r.id AND v.version = r.version
			WHERE r.slug = ${other.report}`.execute(db)
		).rows;
		return row!;
	};
	const before = await report();
	await merge({ kept, other }, { name: 'kept' }, admin);
	const after = await report();
	expect(after.seq).toBeGreaterThan(before.seq);
	expect(after.draft).not.toContain(other.id);
	// Its links are followed: the former address leads on.
	expect(after.content.replaceAll(kept.id, other.id)).toBe(before.content);
	expect(await findNewSlug(db, 'organisation', other.slug)).toBe(kept.slug);
});

test('only those who keep organisations merge them, two different ones, and not during a meeting', async () => {
	const { db } = demo;
	const pair = await two();
	const editor = await newActor(db, { name: 'Editor' });
	await newDossier(db, [[editor, 'edit']]);
	await expect(merge(pair, {}, editor)).rejects.toThrow(code('not_found'));
	await expect(merge(pair, {}, null)).rejects.toThrow(code('sign_in'));
	const own = { kept: pair.kept.slug, other: pair.other.slug, chosen: v.parse(ChosenFacts, {}) };
	const edited: [number, number] = [0, 0];
	for (const actor of [editor, null])
		await expect(mergeOrganisations(db, actor, { ...own, edited })).rejects.toThrow();
	await expect(
		mergeOrganisations(db, secretary, { ...own, other: own.kept, edited })
	).rejects.toThrow(code('merge_same'));
	await expect(
		mergeOrganisations(db, secretary, { ...own, other: 'nothing-there', edited })
	).rejects.toThrow(code('not_found'));
	await expect(mergeOrganisations(db, secretary, { ...own, edited: [99, 99] })).rejects.toThrow(
		code('merge_changed')
	);
	const { id: meetingId } = await newMeeting(db, dossierId);
	await db
		.insertInto('attendance')
		.values({ meetingId, organisationId: pair.other.id, state: 'expected' })
		.execute();
	await db.updateTable('meeting').set({ status: 'open' }).where('id', '=', meetingId).execute();
	await expect(merge(pair)).rejects.toThrow(code('merge_open'));
	expect(await read(pair.other.id)).toBeDefined();
	await db.updateTable('meeting').set({ status: 'held' }).where('id', '=', meetingId).execute();
	expect(await merge(pair)).toBe(pair.kept.slug);
});

test('two who merge the same at once, either way, are both led to the one that is left', async () => {
	const { db } = demo;
	const { kept, other } = await two();
	const [one, same] = await Promise.all([
		merge({ kept, other }),
		merge({ kept: other, other: kept })
	]);
	expect(one).toBe(same);
	expect([kept.slug, other.slug]).toContain(one);
	expect(await compareOrganisations(db, secretary, [kept.slug, other.slug])).toBeNull();
	// Whoever comes later, too.
	expect(await merge({ kept, other })).toBe(one);
	expect(
		await rowsOf('organisation_merge', sql`former_id IN (${kept.id}, ${other.id})`)
	).toHaveLength(1);
});

test('of two who merge one with another each, nothing is lost', async () => {
	const [a, b, c] = [await add(), await add(), await add()];
	const done = await Promise.allSettled([
		merge({ kept: a, other: b }),
		merge({ kept: b, other: c })
	]);
	expect(done.some(({ status }) => status === 'fulfilled')).toBe(true);
	for (const [n, { status, ...rest }] of done.entries())
		if (status === 'rejected')
			expect((rest as { reason: unknown }).reason, String(n)).toMatchObject({
				code: 'merge_changed'
			});
	for (const { id, slug } of [a, b, c])
		expect(
			(await read(id)) ?? (await findNewSlug(demo.db, 'organisation', slug)),
			slug
		).toBeDefined();
});
