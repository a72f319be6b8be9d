import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { demoDatabase, findDemoActor } from '../../../../tests/support/demo.ts';
import * as pdf from './pdf.ts';
import { deleteProgrammeFiles, insertProgrammeFile } from './programme-file.rows.ts';
import { printProgramme } from './programme.ts';

vi.mock('./pdf.ts', async (original) => {
	const real = await original<typeof pdf>();
	return { ...real, writePdf: vi.fn(real.writePdf) };
});

let demo: Awaited<ReturnType<typeof demoDatabase>>;
beforeAll(async () => {
	demo = await demoDatabase();
});
afterAll(() => demo.close());
beforeEach(async () => {
	await deleteProgrammeFiles(demo.db);
	vi.mocked(pdf.writePdf).mockClear();
});

const slug = 'bretagne-2';
const print = async (language = 'en', actor: Parameters<typeof printProgramme>[1] = null) =>
	(await printProgramme(demo.db, actor, { slug, language, origin: 'https://emvod.example' })).bytes;
const made = () => vi.mocked(pdf.writePdf).mock.calls.length;
const set = (values: { programmeStatus: string; seq?: number }) =>
	demo.db.updateTable('meeting').set(values).where('slug', '=', slug).execute();

test('a programme is compiled once, also for many who ask at the same time', async () => {
	const many = await Promise.all(Array.from({ length: 5 }, () => print()));
	expect(made()).toBe(1);
	for (const bytes of many) expect(bytes.equals(many[0]!)).toBe(true);
	expect((await print()).equals(many[0]!)).toBe(true);
	expect(await print('en', await findDemoActor(demo.db, 'participant'))).toBeDefined();
	expect(made()).toBeLessThanOrEqual(2);
	const before = made();
	await print('fr');
	expect(made()).toBe(before + 1);
});

test('a changed programme is another file at once, whether its version says so or not', async () => {
	const first = await print();
	await set({ programmeStatus: 'final' });
	const final = await print();
	expect(made()).toBe(2);
	expect(final.equals(first)).toBe(false);
	await set({ programmeStatus: 'provisional', seq: 41 });
	await print();
	expect(made()).toBe(3);
	// Those of earlier versions are kept no longer.
	expect(await demo.db.selectFrom('programmeFile').select('version').execute()).toEqual([
		{ version: expect.any(Number) }
	]);
});

test('however many addresses it is asked for at, few are kept', async () => {
	const { id: meetingId } = await demo.db
		.selectFrom('meeting')
		.where('slug', '=', slug)
		.select('id')
		.executeTakeFirstOrThrow();
	for (let n = 0; n < 30; n++)
		await insertProgrammeFile(
			demo.db,
			{ meetingId, hash: String(n), version: 1 },
			Buffer.from('x')
		);
	const kept = await demo.db.selectFrom('programmeFile').select('hash').execute();
	expect(kept.map(({ hash }) => Number(hash)).sort((a, b) => a - b)).toEqual(
		Array.from({ length: 24 }, (_, n) => n + 6)
	);
});

test('one that could not be made is made when it is asked for again', async () => {
	vi.mocked(pdf.writePdf).mockRejectedValueOnce(new Error('no fonts'));
	await expect(print()).rejects.toThrow('no fonts');
	expect((await print()).length).toBeGreaterThan(1000);
});
