import { parentPort, workerData } from 'node:worker_threads';
import { understand, type Job } from './answer.ts';

// A thread of its own: a file may be made to keep whoever reads it busy for ever.
parentPort?.postMessage(await understand(workerData as Job));
