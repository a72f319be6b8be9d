import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { dirname, join } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';
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

/**
 * The browser gets the messages a page uses: through the object `m` every page would load every
 * sentence in five languages. Rewrites `m.name` into an import of that message alone.
 */
function messagesByName(): Plugin {
	const imported = /import \{ m \} from ["']#lib\/paraglide\/messages\.js["'];?/;
	return {
		name: 'messages-by-name',
		apply: 'build',
		enforce: 'post',
		applyToEnvironment: ({ name }) => name === 'client',
		transform(code) {
			if (!imported.test(code)) return;
			const names = new Set<string>();
			const rewritten = code.replace(imported, '').replace(/\bm\.(\w+)/g, (_, name: string) => {
				names.add(name);
				return `m_${name}`;
			});
			const imports = [...names].map(
				(name) => `import { ${name} as m_${name} } from '#lib/paraglide/messages/${name}.js';`
			);
			// Who looks a message up by a computed name still gets the object.
			const whole = /(?<![\w.$'"-])m(?![\w$'":-])/.test(rewritten)
				? "import { m } from '#lib/paraglide/messages.js';"
				: '';
			return { code: `${whole}${imports.join('')}${rewritten}`, map: null };
		}
	};
}

/**
 * The unit tests get all messages as one module: each test file would otherwise load some 2300 of
 * them, one by one, which takes seconds of a processor every time.
 */
function messagesAtOnce(): Plugin {
	const listed = /^export \* from '(.+)'$/gm;
	const imported = /^import .+ from '\.\.\/(?:runtime|registry)\.js';?$/gm;
	const isIndex = (id: string) => id.endsWith('/paraglide/messages/_index.js');
	return {
		name: 'messages-at-once',
		enforce: 'pre',
		// The module that is kept between runs is another one when the words are: the index says only their names.
		configureVitest: ({ defineCacheKeyGenerator }) =>
			defineCacheKeyGenerator(({ id }) =>
				isIndex(id) ? readFileSync(join(dirname(id), '../sources.sha256'), 'utf8') : null
			),
		load(id) {
			if (!isIndex(id)) return;
			const files = readFileSync(id, 'utf8').matchAll(listed);
			const modules = [...files].map(([, file]) => readFileSync(join(dirname(id), file!), 'utf8'));
			const imports = new Set(modules.flatMap((code) => code.match(imported) ?? []));
			return [...imports, ...modules.map((code) => code.replaceAll(imported, ''))].join('\n');
		}
	};
}

export default defineConfig(({ command }) => ({
	plugins: [
		// Only in development: in build and vitest its compiler keeps the process alive for 30 s.
		command === 'serve' && !process.env.VITEST && paraglideVitePlugin(paraglideOptions),
		sveltekit(),
		httpServerHandover(),
		messagesByName(),
		Boolean(process.env.VITEST) && messagesAtOnce()
	],
	build: { chunkSizeWarningLimit: 1200 },
	test: {
		environment: 'node',
		testTimeout: 60_000,
		hookTimeout: 180_000,
		maxWorkers: 2,
		projects: [
			{
				extends: true,
				test: {
					name: 'model',
					include: ['src/lib/model/**/*.test.ts'],
					// Pure, no state: a process for each file costs more than its tests.
					isolate: false
				}
			},
			{
				extends: true,
				test: {
					name: 'all else',
					include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/unit/**/*.test.ts'],
					exclude: [...configDefaults.exclude, 'src/lib/model/**'],
					globalSetup: ['tests/support/global-setup.ts']
				}
			}
		]
	}
}));
