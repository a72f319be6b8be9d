// npm run bench -- NAME: runs bench/NAME.ts; without a name it lists them.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { provideMessages } from './messages.ts';
import { root } from './paths.ts';

const [name, ...args] = process.argv.slice(2);
const folder = join(root, 'bench');
const names = existsSync(folder)
	? readdirSync(folder)
			.filter((file) => file.endsWith('.ts'))
			.map((file) => basename(file, '.ts'))
	: [];
if (!name || !names.includes(name)) {
	if (name) console.error(`There is no benchmark "${name}".`);
	console.log(`Benchmarks: ${names.join(', ') || 'none yet'}`);
	process.exit(name ? 1 : 0);
}
await provideMessages();
const options = { cwd: root, stdio: 'inherit' } as const;
process.exit(
	spawnSync(process.execPath, [join(folder, `${name}.ts`), ...args], options).status ?? 1
);
