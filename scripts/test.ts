// npm test and npm run ok: every check and test, then one line with the sum.
// node scripts/test.ts NAME … runs only those named, e.g. `e2e` or `unit src/lib/model/cue.test.ts`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { listChecks, type Check } from './checks.ts';
import { findLivekit } from './livekit-program.ts';
import { root } from './paths.ts';
import { findChromium, providePrograms } from './programs.ts';
import type { Counts } from './test-report.ts';

process.chdir(root);
// The tools start others by name: all of them on our own Node.
process.env.PATH = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
// Nothing of the shell's configuration may reach the tests, least of all a real database.
for (const name of [
	'DATABASE_URL',
	'LIVEKIT_URL',
	'EMVOD_DATA',
	'EMVOD_PORTS',
	'ORIGIN',
	'SMTP_URL'
])
	delete process.env[name];

let interrupted = false;
/** Milliseconds after which a check hangs rather than works: a half of the stories was once still passing after twenty minutes. */
const LONGEST_CHECK = 40 * 60_000;

/** Runs a command; `say` takes what it prints, where others print at the same time. */
async function runCommand(
	command: string[],
	report?: string,
	say?: (words: string) => void
): Promise<boolean> {
	const env = { ...process.env, ...(report && { PLAYWRIGHT_JSON_OUTPUT_FILE: report }) };
	const child = spawn(process.execPath, command, { stdio: say ? 'pipe' : 'inherit', env });
	for (const stream of [child.stdout, child.stderr])
		stream?.setEncoding('utf8').on('data', (words: string) => say?.(words));
	// Ctrl-C reaches the runner by itself; asked to end otherwise, let it clear up in the same way.
	const interrupt = () => {
		interrupted = true;
		child.kill('SIGINT');
	};
	process.once('SIGTERM', interrupt);
	const limit = setTimeout(() => {
		console.error(`No end after ${LONGEST_CHECK / 60_000} minutes: ended.`);
		child.kill('SIGKILL');
	}, LONGEST_CHECK);
	const [code] = (await once(child, 'close')) as [number | null];
	clearTimeout(limit);
	process.off('SIGTERM', interrupt);
	return code === 0;
}

async function runCheck(check: Check, say?: (words: string) => void): Promise<Counts> {
	let ok = true;
	for (const command of check.commands) ok &&= await runCommand(command, check.report?.file, say);
	if (!check.report) return { passed: Number(ok), failed: Number(!ok), faults: [] };
	try {
		const counts = check.report.read();
		// A runner that fails without a failed test, or that ran nothing, has failed itself.
		const isSilent = counts.failed === 0 && (!ok || counts.passed === 0);
		return isSilent ? { ...counts, failed: 1 } : counts;
	} catch {
		return { passed: 0, failed: 1, faults: [] };
	}
}

async function prepareStories(): Promise<void> {
	const missing = providePrograms();
	process.env.CHROMIUM = findChromium() ?? '';
	if (missing.length)
		console.error(`Missing: ${missing.join(', ')}. Install it to run the stories.`);
	const livekit = await findLivekit();
	if ('reason' in livekit) console.error(`Stories with video will fail: ${livekit.reason}`);
}

function select(args: string[]): Check[] {
	const names = listChecks([]).map((check) => check.name);
	const wanted = args.filter((arg) => names.includes(arg));
	const checks = listChecks(args.filter((arg) => !names.includes(arg)));
	if (wanted.length === 0) return checks;
	const chosen = new Set([...wanted, ...(wanted.includes('e2e') ? ['build'] : [])]);
	return checks.filter((check) => chosen.has(check.name));
}

const total: Counts = { passed: 0, failed: 0, faults: [] };
const lines: string[] = [];
const checks = select(process.argv.slice(2));
let isStopped = false;
let prepared: Promise<void> | undefined;

async function perform(check: Check, isBeside: boolean): Promise<void> {
	if (isStopped) return;
	const head = `\n━━ ${check.title} (${checks.indexOf(check) + 1} of ${checks.length})`;
	let said = '';
	if (!isBeside) console.log(head);
	const began = Date.now();
	if (check.name === 'e2e') await (prepared ??= prepareStories());
	// Tests name themselves in each line: they are heard as they run.
	const counts = await runCheck(
		check,
		isBeside && !check.report ? (words) => (said += words) : undefined
	);
	const { passed, failed, faults } = counts;
	total.passed += passed;
	total.failed += failed;
	total.faults.push(...faults);
	const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(6);
	lines.push(
		`${failed ? '✗' : '✓'} ${seconds} s  ${check.title}: ${passed} passed, ${failed} failed`
	);
	if (isBeside) console.log(`${head}\n${said.trimEnd()}`);
	console.log(lines.at(-1));
	if (interrupted || (failed && check.essential)) {
		isStopped = true;
		lines.push(`✗ Stopped here: nothing after "${check.title}" can run.`);
	}
}

const isStory = (check: Check | undefined) => check?.name === 'e2e';

// Two checks at once, where each keeps one processor busy. Stories need what was built before them.
for (let at = 0; at < checks.length;) {
	let end = at + 1;
	while (checks[at]!.lane && checks[end]?.lane && isStory(checks[at]) === isStory(checks[end]))
		end++;
	const lanes = Map.groupBy(checks.slice(at, end), ({ lane }) => lane);
	await Promise.all(
		[...lanes.values()].map(async (lane) => {
			for (const check of lane) await perform(check, lanes.size > 1);
		})
	);
	at = end;
}
// Told again at the end: of a long log only that may be kept.
for (const fault of total.faults) console.log(`\n✗ ${fault}`);
console.log(`\n${lines.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);
