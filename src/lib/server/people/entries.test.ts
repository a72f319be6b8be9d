import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientEvents } from '#lib/realtime/events.ts';
import { eventEntries, requireEntry, routeEntries } from './entries.ts';

const routes = join(import.meta.dirname, '../../../routes');
const routeIds = [
	...new Set(
		readdirSync(routes, { recursive: true, withFileTypes: true })
			.filter(({ name }) => /^\+(page\.svelte|server\.ts)$/.test(name))
			.map(({ parentPath }) => parentPath.slice(routes.length).replaceAll('\\', '/') || '/')
	)
].sort();

test('every route has its row in the rights table, and no row is left over', () => {
	expect(Object.keys(routeEntries).sort()).toEqual(routeIds);
});

test('every socket event has its row', () => {
	expect(Object.keys(eventEntries).sort()).toEqual(Object.keys(clientEvents).sort());
});

test('pages of the group (app) are for people who signed in, those of (public) for everyone', () => {
	for (const [route, entry] of Object.entries(routeEntries)) {
		if (route.startsWith('/(app)')) expect(['signed-in', 'admin'], route).toContain(entry);
		if (route.startsWith('/(public)')) expect(entry, route).toBe('public');
	}
});

test('a visitor is asked to sign in, and what has no row does not exist', () => {
	const actor = { personId: 'p', name: 'A', isAdmin: false, isGuest: false, organisationId: null };
	expect(() => requireEntry('signed-in', null)).toThrow(expect.objectContaining({ status: 401 }));
	expect(() => requireEntry('admin', actor)).toThrow(expect.objectContaining({ status: 404 }));
	expect(() => requireEntry(undefined, { ...actor, isAdmin: true })).toThrow(
		expect.objectContaining({ status: 404 })
	);
	expect(() => requireEntry('admin', { ...actor, isAdmin: true })).not.toThrow();
});
