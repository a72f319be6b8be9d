import type { XmlElement } from 'yjs';
import type { Kit } from '../clients/client.ts';
import { Crowd } from '../crowd.ts';
import type { Place } from '../person.ts';
import { churn } from './churn.ts';
import { fill, joinOnce } from './big.ts';
import { enter, feels, offend, victimOf, type Offence } from './offences.ts';
import { storm, typeOffline, type Storm } from './storm.ts';

/** All that a generator can be asked to do; every argument and answer travels as JSON. */
export function makeActs(kit: Kit) {
	const crowd = new Crowd(kit);
	return {
		join: (places: Place[]) => crowd.join(places),
		write: (characters: number) => crowd.write(characters),
		prepare: () => crowd.prepare(),
		begin: (rate: number) => crowd.begin(rate),
		measure: (seconds: number) => crowd.measure(seconds),
		stop: (limit?: number) => crowd.stop(limit),
		report: () => crowd.report(),
		leave: () => crowd.leave(),
		untilEqual: (limit: number) => crowd.untilEqual(limit),
		paragraphs: async (place: number) =>
			crowd.people[place]!.root.toArray().map((one) => String((one as XmlElement).get(0))),
		storm: (shape: Storm) => storm(crowd, shape),
		typeOffline: (strokes: number) => typeOffline(crowd, strokes),
		offend: (offence: Offence, target: Place, victim: number) =>
			offend(kit, offence, target, victim),
		victim: async () => victimOf(crowd),
		feels: async () => feels(crowd),
		enter: (target: Place) => enter(kit, target),
		churn: (places: Place[], atOnce: number) => churn(kit, places, atOnce),
		fill: (place: Place, file: string) => fill(kit, place, file),
		joinOnce: (place: Place) => joinOnce(kit, place)
	};
}

export type Acts = ReturnType<typeof makeActs>;
