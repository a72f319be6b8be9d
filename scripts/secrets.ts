import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
	postgresPassword: string;
	livekitKey: string;
	livekitSecret: string;
}

/** Secrets of the embedded services, drawn once per data folder and readable by its owner only. */
export function readSecrets(data: string): Secrets {
	const file = join(data, 'secrets.json');
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	const draw = () => randomBytes(32).toString('base64url');
	const secrets = { postgresPassword: draw(), livekitKey: draw(), livekitSecret: draw() };
	mkdirSync(data, { recursive: true });
	writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
	return secrets;
}
