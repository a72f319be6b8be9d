import { understand, type Job } from './answer.ts';

// A process of its own: a file may be made to keep whoever reads it busy for ever.
process.once('message', (job) => {
	void understand(job as Job).then((answer) => process.send?.(answer));
});
process.once('disconnect', () => process.exit());
