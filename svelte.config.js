import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		adapter: adapter({ out: 'build', precompress: true }),
		// The rest of the policy (LiveKit's origin, frame-ancestors) is added per response in hooks:
		// it depends on the configuration of the running server, not on the build.
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'media-src': ['self', 'blob:'],
				'font-src': ['self'],
				'worker-src': ['self', 'blob:'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		},
		// By (app)/+layout.svelte: readers of public pages get none.
		serviceWorker: { register: false },
		typescript: {
			config: (config) => {
				config.include.push(
					'../scripts/**/*.ts',
					'../migrations/**/*.ts',
					'../bench/**/*.ts',
					'../server.ts',
					'../*.config.ts',
					'../tests/**/*.ts'
				);
			}
		}
	}
};
