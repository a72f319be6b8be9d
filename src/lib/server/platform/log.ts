import { randomUUID } from 'node:crypto';
import pino from 'pino';

/** Ids only: names, mails, addresses and tokens never go into a log line. */
export const log = pino({
	level: process.env.LOG_LEVEL || 'info',
	base: null,
	timestamp: pino.stdTimeFunctions.isoTime
});

/** Logs an unexpected fault in full and returns the id under which a person can report it. */
export function logFault(fault: unknown, where: string): string {
	const id = randomUUID().slice(0, 8);
	log.error(
		{
			id,
			where,
			err: fault instanceof Error ? fault : new Error(String(fault))
		},
		'fault'
	);
	return id;
}
