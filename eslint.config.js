import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{
		ignores: [
			'build',
			'.svelte-kit',
			'.emvod',
			'test-results',
			'src/lib/paraglide',
			'tests/samples',
			'src/lib/server/platform/schema.ts'
		]
	},
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-console': 'off',
			'no-restricted-syntax': [
				'error',
				{
					selector: 'ExportDefaultDeclaration[declaration.type="Identifier"]',
					message: 'Export by name: one name for one thing, wherever it is imported.'
				}
			],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			// Addresses go through paraglide's localizeHref, which knows the language prefixes.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: {
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig
			}
		}
	},
	{
		files: ['**/*.svelte'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector:
						'SvelteElement[name.name="textarea"] > SvelteStartTag > SvelteAttribute[key.name="defaultValue"]',
					message:
						'The server does not write it, and the form saved without a script empties the field: ui/TextArea.svelte.'
				}
			]
		}
	},
	{
		files: [
			'*.config.ts',
			'*.config.js',
			'playwright.config.ts',
			'tests/support/*.ts',
			'bench/**/*.ts'
		],
		rules: { 'no-restricted-syntax': 'off' }
	},
	{
		files: ['src/**/*.svelte', 'src/**/*.svelte.ts', 'src/lib/model/**', 'src/lib/ui/**'],
		rules: { 'no-console': 'error' }
	}
);
