import { hash, verify } from '@node-rs/argon2';

/** OWASP's first recommendation for Argon2id: 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFKC'), COST);
}

/** False for a wrong password and for a hash that cannot be read. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
	try {
		return await verify(stored, password.normalize('NFKC'));
	} catch {
		return false;
	}
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real check, so that an unknown account answers no faster than a known one. */
export async function verifyNothing(password: string): Promise<false> {
	decoy ??= hashPassword('no account has this password');
	await verifyPassword(await decoy, password);
	return false;
}
