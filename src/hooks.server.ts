import { building } from '$app/environment';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { handleActor } from '#lib/server/hooks/actor.ts';
import { handleEntry } from '#lib/server/hooks/entry.ts';
import { describeError } from '#lib/server/hooks/errors.ts';
import { handleFileFault } from '#lib/server/hooks/file-fault.ts';
import { handleHeaders } from '#lib/server/hooks/headers.ts';
import { handleLocale } from '#lib/server/hooks/locale.ts';
import { startLive } from '#lib/server/live.ts';
import { startMetrics } from '#lib/server/metrics.ts';
import { startWork } from '#lib/server/work.ts';

export const init: ServerInit = async () => {
	if (building) return;
	await startLive();
	startMetrics();
	await startWork();
};

export const handle: Handle = sequence(
	handleHeaders,
	handleLocale,
	handleActor,
	handleFileFault,
	handleEntry
);

export const handleError: HandleServerError = describeError;
