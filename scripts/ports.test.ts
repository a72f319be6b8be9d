import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { choosePorts, findFreePort, isFree, readFirstPort } from './ports.ts';

let holder: Server | undefined;

function hold(port: number): Promise<void> {
	return new Promise((done) => (holder = createServer().listen(port, '127.0.0.1', done)));
}
const newFolder = () => mkdtempSync(join(tmpdir(), 'emvod-ports-'));

afterEach(() => new Promise((done) => (holder?.listening ? holder.close(done) : done(undefined))));

test('a port in use is not free', async () => {
	const port = await findFreePort();
	expect(await isFree(port)).toBe(true);
	await hold(port);
	expect(await isFree(port)).toBe(false);
});

test('ports are remembered in the data folder, and replaced only when taken', async () => {
	const data = newFolder();
	const first = await choosePorts(data);
	expect(new Set(Object.values(first)).size).toBe(3);
	expect(await choosePorts(data)).toEqual(first);
	await hold(first.livekit);
	const second = await choosePorts(data);
	expect(second).toMatchObject({ postgres: first.postgres, mediaUdp: first.mediaUdp });
	expect(second.livekit).not.toBe(first.livekit);
});

test('given ports follow each other, and a taken one is named', async () => {
	const first = await findFreePort();
	await hold(first + 1);
	await expect(choosePorts(newFolder(), first)).rejects.toThrow(`Port ${first + 1} is taken`);
});

test('EMVOD_PORTS is read as a number or refused', () => {
	expect(readFirstPort('')).toBeUndefined();
	expect(readFirstPort('41000')).toBe(41_000);
	for (const wrong of ['x', '0', '65533', '1.5']) expect(() => readFirstPort(wrong)).toThrow();
});
