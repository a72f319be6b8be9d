import { SUBJECTS } from '../subjects.ts';
import type { Repeated, Results, Section, Workload } from '../results.ts';
import type { Spread } from '../samples.ts';
import type { Abused } from '../workloads/abuse.ts';

const title = (name: string) => SUBJECTS.find((subject) => subject.name === name)?.title ?? name;
const shown = (value: number | null | undefined, unit = '') =>
	value === null || value === undefined || Number.isNaN(value) ? '–' : `${value}${unit}`;
const middle = (spread: Spread | null | undefined) => shown(spread?.median);
const range = (spread: Spread | null | undefined) =>
	spread ? `${spread.median} (${spread.min}–${spread.max})` : '–';

/** A table with a row per subject; one that could not be measured says why. */
function table<W extends Workload>(
	section: Section<W>,
	head: string[],
	row: (outcome: Exclude<Section<W>['subjects'][string], string>) => string[]
): string[] {
	const rows = SUBJECTS.filter(({ name }) => name in section.subjects).map(({ name }) => {
		const outcome = section.subjects[name]!;
		const cells =
			typeof outcome === 'string' ? [`not measured: ${outcome}`] : row(outcome as never);
		return `| ${title(name)} | ${cells.join(' | ')} |`;
	});
	return [`| | ${head.join(' | ')} |`, `|---|${head.map(() => '---|').join('')}`, ...rows];
}

function typing(section: Section<'W1' | 'W2'>): string[] {
	const head = [
		'propagation p50',
		'p95',
		'p99',
		'durable p50 / p95',
		'shown p95',
		'CPU s',
		'PostgreSQL CPU s',
		'both for 10,000 deliveries',
		'server delay p99'
	];
	const rows = table(section, head, (outcome) => {
		const one = outcome as Repeated;
		return [
			middle(one.propagation.p50),
			`${range(one.propagation.p95)}${one.isValid ? '' : ' †'}`,
			middle(one.propagation.p99),
			one.saved ? `${middle(one.saved.p50)} / ${middle(one.saved.p95)}` : '–',
			middle(one.shown?.p95),
			range(one.cpu),
			middle(one.postgresCpu),
			`${middle(one.cpuPer10k)} + ${middle(one.postgresCpuPer10k)}`,
			middle(one.serverDelay)
		];
	});
	const all = Object.values(section.subjects).filter((one) => typeof one !== 'string');
	const thrown = all.reduce((sum, { thrownAway }) => sum + thrownAway, 0);
	return [...rows, '', `Repetitions repeated because the generator was late: ${thrown}.`];
}

const makers: { [W in Workload]: (section: Section<W>) => string[] } = {
	W1: typing,
	W2: typing,
	W3: (section) =>
		table(
			section,
			[
				'KB per idle document: heap',
				'resident',
				'propagation p50 / p95',
				'CPU s',
				'PostgreSQL CPU s',
				'resident MB'
			],
			(one) => [
				shown(one.heapPerDocument),
				shown(one.rssPerDocument),
				`${one.propagation.p50} / ${one.propagation.p95}${one.isValid ? '' : ' †'}`,
				shown(one.cpu),
				shown(one.postgresCpu),
				shown(one.rss)
			]
		),
	W4: (section) =>
		table(
			section,
			[
				'first join ms',
				'later joins ms',
				'KB heap',
				'KB resident',
				'propagation p95',
				'durable p95',
				'CPU s'
			],
			(one) => [
				shown(one.coldJoin),
				shown(one.warmJoin),
				shown(one.heapPerDocument),
				shown(one.rssPerDocument),
				`${middle(one.typed.propagation.p95)}${one.typed.isValid ? '' : ' †'}`,
				middle(one.typed.saved?.p95),
				middle(one.typed.cpu)
			]
		),
	W5: (section) =>
		table(
			section,
			['all equal after s', 'last came back after s', 'CPU s', 'server delay p99 ms'],
			(one) => [
				one.equal === null ? 'not within 30 s' : (one.equal / 1000).toFixed(2),
				(one.lastBack / 1000).toFixed(2),
				shown(one.cpu),
				shown(one.serverDelay)
			]
		),
	W6: (section) =>
		table(
			section,
			[
				'kills',
				'typed',
				'acknowledged',
				'of these lost',
				'kills with a loss',
				'garbled paragraphs',
				'read again after ms'
			],
			(one) => [
				shown(one.kills),
				shown(one.typed),
				shown(one.acknowledged),
				one.lost ? `**${one.lost}**` : '0',
				shown(one.killsWithLoss),
				shown(one.garbled),
				shown(one.backAfter)
			]
		),
	W7: abuse,
	W8: (section) =>
		table(section, ['propagation p50 / p95', 'KB up / down', 'equal after s'], (one) => [
			`${one.propagation.p50} / ${one.propagation.p95}`,
			`${one.up} / ${one.down}`,
			one.catchUp === null ? 'not within 60 s' : (one.catchUp / 1000).toFixed(2)
		]),
	W9: (section) =>
		table(
			section,
			['documents', 'bytes left of each: heap', 'resident', 'a second', 'left alone s'],
			(one) => [
				shown(one.documents),
				shown(one.heapPerDocument),
				shown(one.rssPerDocument),
				shown(one.perSecond),
				shown(one.rested)
			]
		),
	W10: (section) =>
		table(
			section,
			[
				'commands',
				'sent twice',
				'connections cut',
				'refused',
				'no answer',
				'logged',
				'effect twice',
				'pages equal after s',
				'as the database',
				'answer p50 / p95'
			],
			(one) => [
				shown(one.given),
				shown(one.sentTwice),
				shown(one.cuts),
				shown(one.refused),
				shown(one.unanswered),
				shown(one.logged),
				shown(one.doubled),
				one.equal === null ? 'never' : (one.equal / 1000).toFixed(2),
				one.isServers ? 'yes' : '**no**',
				`${one.answer.p50} / ${one.answer.p95}`
			]
		)
};

/** Offences as rows, subjects as columns. */
function abuse(section: Section<'W7'>): string[] {
	const names = SUBJECTS.map(({ name }) => name).filter((name) => name in section.subjects);
	const columns = names.map((name) => section.subjects[name]!);
	const known = columns.filter((one) => typeof one !== 'string') as Abused[][];
	const offences = known[0]?.map(({ offence }) => offence) ?? [];
	const cell = (one: Abused | undefined) => {
		if (!one) return '–';
		if (one.answer === '–') return 'no such thing';
		if (!one.isAlive) return '**the process died**';
		const others = one.p99 === null ? '' : `; p99 ${one.p99Before} → ${one.p99}`;
		return `${one.answer}${one.felt ? ', **it worked**' : ''}${others}`;
	};
	return [
		`| | ${names.map(title).join(' | ')} |`,
		`|---|${names.map(() => '---|').join('')}`,
		...offences.map((offence) => {
			const cells = columns.map((column) =>
				typeof column === 'string' ? column : cell(column.find((one) => one.offence === offence))
			);
			return `| ${offence} | ${cells.join(' | ')} |`;
		})
	];
}

export function tableOf<W extends Workload>(results: Results, workload: W): string[] {
	const section = results[workload] as Section<W> | undefined;
	return section ? makers[workload](section) : [];
}
