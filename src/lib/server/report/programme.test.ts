import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppError } from '../platform/errors.ts';
import { demoDatabase } from '../../../../tests/support/demo.ts';
import { readPage, type Marked } from '../../../../tests/support/pdf.ts';
import { printProgramme } from './programme.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
beforeAll(async () => {
	demo = await demoDatabase();
});
afterAll(() => demo.close());

async function read(slug: string, language: string) {
	const request = { slug, language, origin: 'https://emvod.example' };
	const { bytes, name } = await printProgramme(demo.db, null, request);
	const document = await getDocumentProxy(new Uint8Array(bytes));
	const pages = await Promise.all(
		Array.from({ length: document.numPages }, async (_, n) => {
			const page = await document.getPage(n + 1);
			const { items } = await page.getTextContent({ includeMarkedContent: true });
			return readPage(items as Marked[]);
		})
	);
	const { info } = await document.getMetadata();
	const content = pages.map((page) => page.content).join(' ');
	return {
		name,
		pages,
		content,
		info: info as Record<string, string>,
		raw: bytes.toString('latin1')
	};
}

test('the programme is printed with its mark, its version and its items, as PDF/UA', async () => {
	const { db } = demo;
	const mark = (programmeStatus: string | null) =>
		db
			.updateTable('meeting')
			.set({ programmeStatus, seq: 7 })
			.where('slug', '=', 'bretagne-2')
			.execute();
	await mark('provisional');
	const before = await read('bretagne-2', 'fr');
	expect(before.raw).toContain('pdfuaid:part');
	expect(before.info.Language).toBe('fr');
	expect(before.content).toMatch(/Avant-programme · Version 8/);
	expect(before.content).toContain('Institut de Locarn');
	expect(before.name).toBe('bretagne-2-programme-v8.pdf');
	for (const { artifact } of before.pages)
		expect(artifact).toContain('Avant-programme · Version 8');
	await mark('final');
	const after = await read('bretagne-2', 'en');
	expect(after.content).toContain('Final programme · Version 8');
	expect(after.content).not.toContain('Provisional');
	expect(after.content).toMatch(/27 August 2020.*28 August 2020/);
});

test('who may not read a meeting gets no programme of it', async () => {
	const { db } = demo;
	await db
		.updateTable('meeting')
		.set({ visibility: 'members' })
		.where('slug', '=', 'bretagne-3')
		.execute();
	for (const slug of ['bretagne-3', 'nothing']) {
		const request = { slug, language: 'en', origin: 'https://emvod.example' };
		const fault = await printProgramme(db, null, request).catch((caught: AppError) => caught);
		expect(fault).toMatchObject({ status: 404 });
	}
});
