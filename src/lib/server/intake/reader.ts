import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { AppError } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import type { Answer, Job } from './answer.ts';
import type { Reason } from './reading.ts';

const PATIENCE = 30_000;
const MEGABYTES = 384;
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
	old_word: 'This is an old Word file, or one with a password.',
	damaged: 'The file is damaged.',
	expanded: 'The file becomes too large once unpacked.',
	encrypted: 'The PDF has a password.',
	scanned: 'The PDF holds pictures of pages and no text.',
	pages: 'The PDF has too many pages.',
	slow: 'Reading the file took too long.',
	busy: 'Too many files are being read just now.'
};

let running = 0;
const queue: Array<() => void> = [];

/**
 * Reads a file in a thread of its own, which is ended after 30 seconds or at 384 MB: no file can
 * keep the process that serves everybody. Two at once, eight may wait.
 * @throws {AppError} `intake_<reason>` (422, or 503 while too many are being read)
 */
export async function readInThread(job: Job, patience = PATIENCE): Promise<Answer & { ok: true }> {
	if (running >= AT_ONCE) {
		if (queue.length >= WAITING) throw refuse('busy');
		await new Promise<void>((go) => queue.push(go));
	} else running += 1;
	try {
		const answer = await start(job, patience);
		if (!answer.ok) throw refuse(answer.reason, answer.details);
		return answer;
	} finally {
		// Who waits takes the place over; else it is free.
		const next = queue.shift();
		if (next) next();
		else running -= 1;
	}
}

function start(job: Job, patience: number): Promise<Answer> {
	// Run from its source by Node itself: the build bundles no threads.
	const file = createRequire(import.meta.url).resolve('#lib/server/intake/worker.ts');
	const worker = new Worker(file, {
		workerData: job,
		execArgv: [],
		resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
		stdout: true,
		stderr: true
	});
	return new Promise<Answer>((resolve) => {
		const give = (answer: Answer) => {
			clearTimeout(timer);
			resolve(answer);
			void worker.terminate();
		};
		const timer = setTimeout(() => give({ ok: false, reason: 'slow', details: {} }), patience);
		worker.on('message', (answer: Answer) => give(answer));
		worker.on('error', (fault: Error & { code?: string }) => {
			const isFull = fault.code === 'ERR_WORKER_OUT_OF_MEMORY';
			if (!isFull) log.warn({ err: fault }, 'a file could not be read');
			give({ ok: false, reason: isFull ? 'expanded' : 'damaged', details: {} });
		});
		worker.on('exit', () => give({ ok: false, reason: 'damaged', details: {} }));
	});
}

function refuse(reason: Reason, details: Record<string, number> = {}): AppError {
	return new AppError(
		`intake_${reason}`,
		reason === 'busy' ? 503 : 422,
		SENTENCES[reason],
		details
	);
}
