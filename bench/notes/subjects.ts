import { join } from 'node:path';
import { root } from '../../scripts/paths.ts';
import type { Kind } from './clients/client.ts';

/** A server to be measured. */
export interface Subject {
	name: string;
	title: string;
	kind: Kind;
	program: string;
	/** Milliseconds of Hocuspocus' debounce when it is not the default. */
	debounce?: number;
	/** Where what was typed outlives the process. */
	store: 'postgres' | 'leveldb' | 'memory';
	/** Left out where only its way of storing would differ. */
	isVariant?: boolean;
}

const rival = (path: string) => join(root, 'bench/rivals', path);

export const OURS: Subject = {
	name: 'ours',
	title: 'Emvod',
	kind: 'ours',
	program: join(root, 'tests/support/notes-server.ts'),
	store: 'postgres'
};
export const HOCUSPOCUS: Subject = {
	name: 'hocuspocus',
	title: 'Hocuspocus 4.7, database extension',
	kind: 'hocuspocus',
	program: rival('hocuspocus.mjs'),
	store: 'postgres'
};

export const SUBJECTS: readonly Subject[] = [
	OURS,
	HOCUSPOCUS,
	{
		...HOCUSPOCUS,
		name: 'hocuspocus-0',
		title: 'Hocuspocus, debounce 0',
		debounce: 0,
		isVariant: true
	},
	{
		name: 'y-websocket-server',
		title: '@y/websocket-server 0.1.5 (Yjs 14)',
		kind: 'y-websocket-3',
		program: rival('node_modules/@y/websocket-server/src/server.js'),
		store: 'memory'
	},
	{
		name: 'y-websocket',
		title: 'y-websocket 2.1.0 (Yjs 13)',
		kind: 'y-websocket',
		program: rival('node_modules/y-websocket/bin/server.cjs'),
		store: 'memory'
	},
	{
		name: 'y-socket.io',
		title: 'y-socket.io 1.1.3, LevelDB',
		kind: 'y-socket.io',
		program: rival('y-socket-io.mjs'),
		store: 'leveldb'
	}
];
