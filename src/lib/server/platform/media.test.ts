import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readRange } from './byte-range.ts';
import { respondWithMedia } from './media-response.ts';
import { openMedia, removeMedia, saveMedia } from './storage.ts';

const data = mkdtempSync(join(tmpdir(), 'emvod-media-'));
process.env.EMVOD_DATA = data;
process.env.DATABASE_URL ??= 'postgres://nowhere/none';
afterAll(() => rmSync(data, { recursive: true, force: true }));

const content = Uint8Array.from({ length: 200_000 }, (_, i) => i % 251);
const shown = { type: 'video/mp4', isPublic: true };

async function ask(headers: Record<string, string> = {}, method = 'GET') {
	const { name } = await saveMedia(content, 'mp4');
	const media = (await openMedia(name))!;
	const resolved = Object.fromEntries(
		Object.entries(headers).map(([key, value]) => [key, value.replace('ETAG', media.etag)])
	);
	return respondWithMedia(new Request('http://x/', { method, headers: resolved }), media, shown);
}
const bytes = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe('the media folder', () => {
	test('generated names only; nothing half-written stays', async () => {
		const broken = Readable.from(
			(function* () {
				yield Buffer.from('a');
				throw new Error('line broke');
			})()
		);
		await expect(saveMedia(broken, 'mp4')).rejects.toThrow('line broke');
		expect(readdirSync(join(data, 'media'))).toEqual([]);
		await expect(saveMedia(content, '../x')).rejects.toThrow();
	});

	test.each([
		'../secret',
		'/etc/passwd',
		'a/b.mp4',
		'',
		'.env',
		'..',
		'a..mp4',
		'x.MP4',
		'..%2fx',
		'a.mp4\0'
	])('%j is no name of ours', async (name) => {
		expect(await openMedia(name)).toBeNull();
		await removeMedia(name);
	});

	test('a reader who goes away closes the file', async () => {
		const { name } = await saveMedia(content, 'mp4');
		const media = (await openMedia(name))!;
		const open = () => readdirSync('/proc/self/fd').length;
		const before = open();
		for (let i = 0; i < 20; i++) {
			const reader = media.stream().getReader();
			await reader.read();
			await reader.cancel();
		}
		expect(open()).toBeLessThanOrEqual(before);
		await removeMedia(name);
		expect(await openMedia(name)).toBeNull();
		await expect(media.stream().getReader().read()).rejects.toThrow();
	});
});

describe('ranges', () => {
	test('whole', async () => {
		const response = await ask();
		expect(response.status).toBe(200);
		expect(response.headers.get('content-length')).toBe('200000');
		expect(response.headers.get('accept-ranges')).toBe('bytes');
		expect(response.headers.get('x-content-type-options')).toBe('nosniff');
		expect(response.headers.get('referrer-policy')).toBe('no-referrer');
		expect(await bytes(response)).toEqual(content);
	});

	test.each([
		['bytes=0-0', 0, 0],
		['bytes=100-', 100, 199_999],
		['bytes=-10', 199_990, 199_999],
		['bytes=199999-999999', 199_999, 199_999],
		['bytes=65530-140000', 65_530, 140_000],
		['bytes=-999999', 0, 199_999]
	])('%s', async (range, start, end) => {
		const response = await ask({ range });
		expect(response.status).toBe(206);
		expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/200000`);
		expect(response.headers.get('content-length')).toBe(String(end - start + 1));
		expect(await bytes(response)).toEqual(content.slice(start, end + 1));
	});

	test.each(['bytes=200000-', 'bytes=-0'])('%s is not satisfiable', async (range) => {
		const response = await ask({ range });
		expect(response.status).toBe(416);
		expect(response.headers.get('content-range')).toBe('bytes */200000');
	});

	test.each(['bytes=5-2', 'items=0-1', 'bytes=0-1,5-6', 'bytes=a-b', 'bytes=-'])(
		'%s is ignored',
		async (range) => expect((await ask({ range })).status).toBe(200)
	);

	test('If-Range, If-None-Match, HEAD', async () => {
		const range = 'bytes=0-9';
		expect((await ask({ range, 'if-range': 'ETAG' })).status).toBe(206);
		expect((await ask({ range, 'if-range': '"other"' })).status).toBe(200);
		expect((await ask({ range, 'if-range': 'Thu, 01 Jan 1970 00:00:00 GMT' })).status).toBe(200);
		expect((await ask({ 'if-none-match': 'W/ETAG' })).status).toBe(304);
		const head = await ask({ range }, 'HEAD');
		expect([head.status, head.headers.get('content-length'), head.body]).toEqual([206, '10', null]);
	});

	test('never outside the file', () => {
		const number = fc.oneof(
			fc.nat(50).map(String),
			fc.constant(''),
			fc.constant('99999999999999999999')
		);
		fc.assert(
			fc.property(number, number, fc.nat(40), (first, last, size) => {
				const range = readRange(`bytes=${first}-${last}`, size);
				if (range === null || range === 'unsatisfiable') return;
				expect(range.start).toBeGreaterThanOrEqual(0);
				expect(range.start).toBeLessThanOrEqual(range.end);
				expect(range.end).toBeLessThan(size);
			})
		);
	});
});
