import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../../docs/measured.md');

/** The value below which the share `p` of the samples lies. */
export function percentile(samples: number[], p: number): number {
	const sorted = [...samples].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? NaN;
}

/** Puts a benchmark's result into docs/measured.md, in place of its last one. */
export function record(name: string, title: string, lines: string[]): void {
	const day = new Date().toISOString().slice(0, 10);
	const machine = `${cpus().length} cores, Node ${process.versions.node}`;
	const section = [
		`<!-- ${name} -->`,
		`## ${title}`,
		`\`npm run bench -- ${name}\` · ${day} · ${machine}`,
		'',
		...lines,
		`<!-- /${name} -->`
	].join('\n');
	const old = readFileSync(file, 'utf8');
	const place = new RegExp(`<!-- ${name} -->[^]*<!-- /${name} -->`);
	writeFileSync(
		file,
		place.test(old) ? old.replace(place, () => section) : `${old.trimEnd()}\n\n${section}\n`
	);
	console.log(section);
}
