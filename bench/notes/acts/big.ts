import { readFileSync } from 'node:fs';
import { NOTES_ROOT } from '#lib/model/note.ts';
import type { Client, Kit } from '../clients/client.ts';
import { now, pause, until } from '../clock.ts';
import type { Place } from '../person.ts';
import { round } from '../samples.ts';

const lengthOf = ({ doc }: Client) => doc.getXmlFragment(NOTES_ROOT).length;

/** Brings a stored state into a document through a client; for servers whose store we cannot fill. */
export async function fill(kit: Kit, place: Place, file: string): Promise<void> {
	const client = kit.open({ ...place, changed: () => undefined });
	await until(() => client.isReady());
	kit.Y.applyUpdate(client.doc, readFileSync(file));
	await pause(1500);
	client.close();
}

/** Milliseconds from opening the connection until the whole document is there. */
export async function joinOnce(kit: Kit, place: Place): Promise<number> {
	const began = now();
	const client = kit.open({ ...place, changed: () => undefined });
	await until(() => client.isReady() && lengthOf(client) > 0, 30_000, 1);
	const took = round(now() - began);
	client.close();
	await pause(50);
	return lengthOf(client) > 0 ? took : NaN;
}
