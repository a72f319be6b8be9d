import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { RequestHandler } from './$types';

const lag = monitorEventLoopDelay({ resolution: 20 });
lag.enable();

/** The process is alive; how late its event loop runs (ms, 99th percentile since the last look). */
export const GET: RequestHandler = () => {
	const eventLoopLagMs = Math.round(lag.percentile(99) / 1e4) / 100;
	lag.reset();
	return Response.json({ ok: true, eventLoopLagMs }, { headers: { 'cache-control': 'no-store' } });
};
