import { createServer } from 'node:http';
import { collectDefaultMetrics, Gauge, register } from 'prom-client';
import { getConfig } from './platform/config.ts';
import { getHost } from './platform/host.ts';
import { log } from './platform/log.ts';

/** Offers Prometheus metrics on METRICS_PORT, on loopback only; without that port there are none. */
export function startMetrics(): void {
	const port = getConfig().METRICS_PORT;
	if (port === undefined) return;
	register.clear();
	collectDefaultMetrics();
	new Gauge({
		name: 'emvod_sockets',
		help: 'Open live connections',
		collect() {
			this.set(getHost().io?.engine.clientsCount ?? 0);
		}
	});
	new Gauge({
		name: 'emvod_database_connections',
		help: 'Database connections by state',
		labelNames: ['state'],
		collect() {
			const pool = getHost().pool;
			this.set({ state: 'open' }, pool?.totalCount ?? 0);
			this.set({ state: 'waiting' }, pool?.waitingCount ?? 0);
		}
	});
	const server = createServer(async (_request, response) => {
		response.setHeader('content-type', register.contentType);
		response.end(await register.metrics());
	});
	server.on('error', (fault) => log.error({ reason: fault.message }, 'metrics'));
	server.listen(port, '127.0.0.1').unref();
}
