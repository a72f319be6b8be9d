import { expect, test } from 'vitest';
import { canBuild, isSuitable } from './livekit-program.ts';

test('only releases of the pinned series are used', () => {
	expect(isSuitable('livekit-server version 1.13.5')).toBe(true);
	expect(isSuitable('livekit-server version 1.13.9\n')).toBe(true);
	expect(isSuitable('livekit-server version 1.12.5')).toBe(false);
	expect(isSuitable('livekit-server version 11.13.5')).toBe(false);
	expect(isSuitable('')).toBe(false);
});

test('Go 1.26 and newer can build it', () => {
	expect(canBuild('go version go1.26.8 linux/amd64')).toBe(true);
	expect(canBuild('go version go1.27 linux/amd64')).toBe(true);
	expect(canBuild('go version go2.0 linux/amd64')).toBe(true);
	expect(canBuild('go version go1.25.9 linux/amd64')).toBe(false);
	expect(canBuild('')).toBe(false);
});
