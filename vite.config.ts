import type { Server } from 'node:http';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { getHost } from '#lib/server/platform/host.ts';
import { paraglideOptions } from './paraglide.config.ts';

/** Hands Vite's HTTP server to the application, so that Socket.IO attaches to it in development. */
function httpServerHandover(): Plugin {
	return {
		name: 'http-server-handover',
		apply: 'serve',
		configureServer(vite) {
			if (vite.httpServer) getHost().server = vite.httpServer as Server;
		}
	};
}

export default defineConfig(({ command }) => ({
	plugins: [
		// Only in development: in build and vitest its compiler keeps the process alive for 30 s.
		command === 'serve' && !process.env.VITEST && paraglideVitePlugin(paraglideOptions),
		sveltekit(),
		httpServerHandover()
	],
	build: { chunkSizeWarningLimit: 1200 },
	test: {
		include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/unit/**/*.test.ts'],
		environment: 'node',
		globalSetup: ['tests/support/global-setup.ts'],
		testTimeout: 20_000,
		hookTimeout: 60_000,
		maxWorkers: 2
	}
}));
