import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { AppError } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import type { Answer, Job } from './answer.ts';
import type { Reason } from './reading.ts';

const PATIENCE = 30_000;
/** Of the heap; and of all that the process keeps in memory, what is unpacked included. */
const MEGABYTES = { heap: 384, all: 600 };
const PAGE = 4096;
const AT_ONCE = 2;
const WAITING = 8;

/** English sentences; the interface has its own for each code. */
const SENTENCES: Record<Reason, string> = {
	empty: 'There is no text in it.',
	too_large: 'The file is larger than 8 MB.',
	too_long: 'The text is too long.',
	binary: 'This is not a text.',
	kind: 'This kind of file cannot be read.',
	mismatch: 'The file is not what its name says.',
	calendar: 'A calendar holds no report.',
	old_word: 'This is an old Word file, or one with a password.',
	damaged: 'The file is damaged.',
	expanded: 'The file becomes too large once unpacked.',
	encrypted: 'The PDF has a password.',
	scanned: 'The PDF holds pictures of pages and no text.',
	garbled: 'The PDF does not say which letters it shows.',
	pages: 'The PDF has too many pages.',
	slow: 'Reading the file took too long.',
	busy: 'Too many files are being read just now.'
};

let running = 0;
const queue: Array<() => void> = [];

/**
 * Reads a file in a process of its own, which is ended after 30 seconds, at 384 MB of heap or at
 * 600 MB in all: no file can keep the process that serves everybody. Two at once, eight may wait.
 * @throws {AppError} `intake_<reason>` (422, or 503 while too many are being read)
 */
export async function readInProcess(
	job: Job,
	patience = PATIENCE,
	megabytes = MEGABYTES.all
): Promise<Answer & { ok: true }> {
	if (running >= AT_ONCE) {
		if (queue.length >= WAITING) throw refuse('busy');
		await new Promise<void>((go) => queue.push(go));
	} else running += 1;
	try {
		const answer = await start(job, patience, megabytes);
		if (!answer.ok) throw refuse(answer.reason, answer.details).about(job.name ? 'file' : 'text');
		return answer;
	} finally {
		// Who waits takes the place over; else it is free.
		const next = queue.shift();
		if (next) next();
		else running -= 1;
	}
}

function start(job: Job, patience: number, megabytes: number): Promise<Answer> {
	// Run from its source by Node itself: the build bundles no processes.
	const file = createRequire(import.meta.url).resolve('#lib/server/intake/worker.ts');
	// Of the environment it gets the clock's zone only: a file that breaks out finds no secrets there.
	const child = fork(file, [], {
		serialization: 'advanced',
		execArgv: [`--max-old-space-size=${MEGABYTES.heap}`],
		env: process.env.TZ ? { TZ: process.env.TZ } : {},
		stdio: ['ignore', 'ignore', 'ignore', 'ipc']
	});
	return new Promise<Answer>((resolve) => {
		const give = (answer: Answer) => {
			clearTimeout(timer);
			clearInterval(watch);
			resolve(answer);
			child.kill('SIGKILL');
		};
		const fail = (reason: Reason) => give({ ok: false, reason, details: {} });
		const timer = setTimeout(() => fail('slow'), patience);
		const watch = setInterval(() => {
			void measure(child.pid).then((size) => size > megabytes && fail('expanded'));
		}, 50);
		child.on('message', (answer) => give(answer as Answer));
		child.on('error', (fault) => {
			log.warn({ err: fault }, 'a file could not be read');
			fail('damaged');
		});
		// Node ends itself so when its heap is full.
		child.on('exit', (_, signal) => fail(signal === 'SIGABRT' ? 'expanded' : 'damaged'));
		child.send(job, () => undefined);
	});
}

/** Megabytes that a process keeps in memory; 0 where the system does not tell. */
async function measure(pid: number | undefined): Promise<number> {
	const counts = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
	return (Number(counts.split(' ')[1] ?? 0) * PAGE) / 1024 ** 2;
}

function refuse(reason: Reason, details: Record<string, number> = {}): AppError {
	return new AppError(
		`intake_${reason}`,
		reason === 'busy' ? 503 : 422,
		SENTENCES[reason],
		details
	);
}
