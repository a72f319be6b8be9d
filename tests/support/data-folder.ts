import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data folder of one's own, for what reads its configuration: call it before anything does. */
export function useDataFolder(): { path: string; remove(): void } {
	const path = mkdtempSync(join(tmpdir(), 'emvod-test-data-'));
	process.env.EMVOD_DATA = path;
	process.env.DATABASE_URL ??= 'postgres://nowhere/none';
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
