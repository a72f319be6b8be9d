import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claim, claimSlot, findHolder } from './claim.ts';
import { end, identify } from './process.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'emvod-claim-'));

test('a folder has one holder until it is released', () => {
	const data = newFolder();
	const release = claim(data);
	expect(findHolder(data)).toBe(process.pid);
	expect(claim(data)).toBeUndefined();
	release?.();
	expect(findHolder(data)).toBeUndefined();
	expect(claim(data)).toBeDefined();
});

test('the claim of a killed process, or of a pid used again, is replaced', async () => {
	const data = newFolder();
	const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
	await once(child, 'spawn');
	const pid = child.pid ?? 0;
	writeFileSync(join(data, 'claim'), `${pid}\n${identify(pid)}`);
	expect(findHolder(data)).toBe(pid);
	await end(pid, 'SIGKILL', 0);
	expect(findHolder(data)).toBeUndefined();

	writeFileSync(join(data, 'claim'), `${process.pid}\nsomebody else`);
	expect(claim(data)).toBeDefined();
});

test('slots of runs side by side differ and are used again', () => {
	const base = newFolder();
	const first = claimSlot(base);
	const second = claimSlot(base);
	expect(second.data).not.toBe(first.data);
	first.release();
	expect(claimSlot(base).data).toBe(first.data);
});
