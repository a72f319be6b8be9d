import { monitorEventLoopDelay } from 'node:perf_hooks';

/*
 * Loaded into every measured server, ours and the rivals', by --import: tells over IPC what the
 * process holds after a full collection, and how late its event loop was since the last question.
 */
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();

process.on('message', (question) => {
	if (question !== 'memory' && question !== 'delay') return;
	if (question === 'memory') for (let n = 0; n < 3; n++) globalThis.gc?.();
	const { rss, heapUsed, external } = process.memoryUsage();
	const p99 = Math.max(0, delay.percentile(99) / 1e6 - 5);
	delay.reset();
	process.send?.({ memory: { rss, heap: heapUsed + external }, delay: p99 });
});
// The channel must not keep a process alive that wants to end.
process.channel?.unref();
