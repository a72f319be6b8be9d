import type { Server } from 'node:http';
import { createServer } from 'vite';
import { getHost } from '#lib/server/platform/host.ts';

/** Serves the sources with hot reload; returns what stops it. */
export async function startDevelopment(host: string, port: number): Promise<() => Promise<void>> {
	const before = process.listeners('SIGTERM');
	const vite = await createServer({ server: { host, port, strictPort: true } });
	// Vite would end the process by itself, before the database is stopped.
	for (const listener of process.listeners('SIGTERM')) {
		if (!before.includes(listener)) process.removeListener('SIGTERM', listener);
	}
	await vite.listen();
	return async () => {
		const own = getHost();
		own.closing = true;
		for (const drain of own.drains) await drain();
		void own.io?.close();
		(vite.httpServer as Server | null)?.closeAllConnections();
		await vite.close();
		await own.pool?.end();
	};
}
