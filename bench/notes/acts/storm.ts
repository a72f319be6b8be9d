import { now, pause } from '../clock.ts';
import type { Crowd } from '../crowd.ts';
import { round } from '../samples.ts';

export interface Storm {
	/** Everybody comes back at a random moment within so many milliseconds. */
	within: number;
	/** So many strokes of each writer while nobody is connected. */
	strokes: number;
	limit: number;
}

/** Cuts all connections at once; returns the milliseconds until all documents are equal again. */
export async function storm(
	crowd: Crowd,
	{ within, strokes, limit }: Storm
): Promise<{ equal: number | null; lastBack: number }> {
	const { people } = crowd;
	for (const { client } of people) client.disconnect();
	await pause(200); // every server knows now
	const began = now();
	for (const person of people)
		if (person.place.writes) for (let n = 0; n < strokes; n++) person.type();
	let lastBack = 0;
	const back = people.map(async ({ client }) => {
		await pause(Math.random() * within);
		client.connect();
		lastBack = round(now() - began);
	});
	await Promise.all(back);
	const rest = await crowd.untilEqual(limit);
	return { equal: rest === null ? null : round(now() - began), lastBack };
}

/** Strokes of the thin writer, one by one, as fast as they go. */
export async function typeOffline(crowd: Crowd, strokes: number): Promise<void> {
	const writer = crowd.people.find(({ place }) => place.isThin && place.writes);
	for (let n = 0; n < strokes; n++) {
		writer?.type();
		if (n % 10 === 9) await pause(1);
	}
}
