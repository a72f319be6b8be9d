import type { Load } from './workloads/typing.ts';

/** How much of each workload: chosen so that the default run ends within 15 minutes on two cores. */
export interface Plan {
	repetitions: number;
	W1: Load;
	W2: Load;
	W3: { rooms: number; seconds: number };
	W4: Load;
	W5: { people: number; writers: number };
	W6: { kills: number; rivalKills: number; longest: number; rivalLongest: number };
	/** `outage` in ms, besides the half second of typing. */
	W8: { seconds: number; outage: number };
	/** Documents. */
	W9: number;
	/** Seconds. */
	W10: number;
}

const taskforce = { people: 25, typists: 5, rate: 5 };
const plenary = { people: 200, typists: 3, rate: 5 };

export const FULL: Plan = {
	repetitions: 3,
	W1: { ...taskforce, warmSeconds: 2, seconds: 8 },
	W2: { ...plenary, warmSeconds: 2, seconds: 6 },
	W3: { rooms: 50, seconds: 5 },
	W4: { ...taskforce, warmSeconds: 1, seconds: 5 },
	W5: { people: 200, writers: 20 },
	W6: { kills: 100, rivalKills: 5, longest: 900, rivalLongest: 5000 },
	W8: { seconds: 6, outage: 3000 },
	W9: 300,
	W10: 10
};

/** To see that everything runs; its figures are not recorded. */
export const QUICK: Plan = {
	repetitions: 1,
	W1: { ...taskforce, warmSeconds: 1, seconds: 3 },
	W2: { ...plenary, warmSeconds: 1, seconds: 3 },
	W3: { rooms: 20, seconds: 2 },
	W4: { ...taskforce, warmSeconds: 1, seconds: 2 },
	W5: { people: 50, writers: 5 },
	W6: { kills: 6, rivalKills: 2, longest: 800, rivalLongest: 2000 },
	W8: { seconds: 4, outage: 1000 },
	W9: 100,
	W10: 4
};
