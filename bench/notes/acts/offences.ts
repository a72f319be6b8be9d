import type * as Yjs from 'yjs';
import type { Answer, Client, Kit } from '../clients/client.ts';
import { pause, until } from '../clock.ts';
import type { Crowd } from '../crowd.ts';
import { addParagraphs } from '../paragraphs.ts';
import type { Place } from '../person.ts';

export type Offence = keyof typeof offences;

const MARK = 'OFFENCE';
const FLOOD = { perSecond: 2000, seconds: 1.5 };

interface Scene {
	kit: Kit;
	offender: Client;
	victim: number;
}

/** An update of the offender's document that was never applied to it. */
function forged({ kit: { Y }, offender }: Scene, make: (doc: Yjs.Doc) => void): Uint8Array {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(offender.doc));
	const before = Y.encodeStateVector(doc);
	make(doc);
	const update = Y.encodeStateAsUpdate(doc, before);
	doc.destroy();
	return update;
}

const offences = {
	'malformed update': ({ offender }: Scene) => offender.sendUpdate(Buffer.alloc(64, 0xff)),
	'no callback for the answer': async ({ offender }: Scene) =>
		(await offender.withoutAnswer?.()) ?? '–',
	'2 MB at once': (scene: Scene) =>
		scene.offender.sendUpdate(
			forged(scene, (doc) => addParagraphs(scene.kit, doc, [MARK.repeat(300_000)]))
		),
	async '2,000 messages a second'({ offender }: Scene) {
		const update = Uint8Array.of(0, 0); // nothing new, so only the number of messages counts
		const answers = new Map<Answer, number>();
		const every = 5;
		const turns = (FLOOD.seconds * 1000) / every;
		for (let turn = 0; turn < turns && !offender.isCut(); turn++) {
			for (let n = 0; n < (FLOOD.perSecond * every) / 1000; n++)
				void offender
					.sendUpdate(update)
					.then((answer) => answers.set(answer, (answers.get(answer) ?? 0) + 1));
			await pause(every);
		}
		const refused = [...answers].find(([answer]) => answer.startsWith('refused'));
		return refused ? refused[0] : ([...answers.keys()][0] ?? 'no answer');
	},
	'caret in the name of another': ({ offender, victim }: Scene) => offender.forge(victim),
	'node outside the schema': (scene: Scene) =>
		scene.offender.sendUpdate(
			forged(scene, (doc) => addParagraphs(scene.kit, doc, [MARK], 'iframe'))
		),
	'old schema': async ({ offender }: Scene) => (await offender.oldSchema?.()) ?? '–'
};

export const OFFENCES = Object.keys(offences) as Offence[];

/** Does one thing that must not be done, from a connection of its own. */
export async function offend(
	kit: Kit,
	offence: Offence,
	target: Place,
	victim: number
): Promise<Answer> {
	const offender = kit.open({ ...target, changed: () => undefined });
	await until(() => offender.isReady(), 5000);
	const answer = await offences[offence]({ kit, offender, victim });
	await pause(300);
	const isCut = offender.isCut();
	offender.close();
	return isCut ? 'cut' : answer;
}

/** Somebody of the crowd who only reads. */
const quiet = (crowd: Crowd) => crowd.people.at(-1)!.client;

export function victimOf(crowd: Crowd): number {
	return quiet(crowd).doc.clientID;
}

/** Whether the crowd has an offence in its document, or a false name at the victim's caret. */
export function feels(crowd: Crowd): boolean {
	const { client, root } = crowd.people[0]!;
	const state = client.awareness.getStates().get(victimOf(crowd)) as
		{ user?: { name?: string } } | undefined;
	return root.toString().includes(MARK) || state?.user?.name === 'forged';
}

/** Whether somebody without rights gets the document. */
export async function enter(kit: Kit, target: Place): Promise<Answer> {
	const stranger = kit.open({ ...target, changed: () => undefined });
	const took = await until(() => stranger.isReady(), 2000);
	stranger.close();
	return Number.isNaN(took) ? 'refused' : 'let in';
}
