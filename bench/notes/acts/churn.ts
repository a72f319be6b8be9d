import type { Kit } from '../clients/client.ts';
import { now, until } from '../clock.ts';
import { round } from '../samples.ts';
import type { Place } from '../person.ts';

/** Opens each document, waits for its state, closes it; returns the milliseconds for all. */
export async function churn(kit: Kit, places: Place[], atOnce: number): Promise<number> {
	const began = now();
	const rest = [...places];
	const lane = async () => {
		for (let place = rest.pop(); place; place = rest.pop()) {
			const client = kit.open({ ...place, changed: () => undefined });
			const took = await until(() => client.isReady(), 15_000, 2);
			client.close();
			client.doc.destroy();
			if (Number.isNaN(took)) throw new Error('a document did not open within 15 s');
		}
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
	return round(now() - began);
}
