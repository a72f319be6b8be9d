import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileModule } from 'svelte/compiler';

/* Lets Node import the browser's live classes (.svelte.ts), whose runes need Svelte's compiler. */
registerHooks({
	load(url, context, next) {
		if (!url.endsWith('.svelte.ts')) return next(url, context);
		const plain = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
		const { js } = compileModule(plain, { generate: 'server', filename: fileURLToPath(url) });
		return { format: 'module', source: js.code, shortCircuit: true };
	}
});
