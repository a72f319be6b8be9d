import { logFault } from './log.ts';

/** Facts that a domain tells to those at its right, after commit. */
export interface DomainEvents {
	'meeting.closed': { meetingId: string };
	'meeting.changed': { meetingId: string };
	'item.changed': { meetingId: string; itemId: string };
	'seat.changed': { meetingId: string; personId: string };
	'session.ended': { personId: string; idHash?: string };
	'report.filed': { meetingId: string; reportSlug: string };
}

type Listener<E extends keyof DomainEvents> = (event: DomainEvents[E]) => unknown;
const listeners = new Map<string, Set<Listener<never>>>();

/** Listens to a domain event; returns how to stop. */
export function listen<E extends keyof DomainEvents>(name: E, listener: Listener<E>): () => void {
	const all = listeners.get(name) ?? new Set();
	listeners.set(name, all.add(listener as Listener<never>));
	return () => all.delete(listener as Listener<never>);
}

/** Tells every listener; a listener that fails is logged and stops nobody. */
export function announce<E extends keyof DomainEvents>(name: E, event: DomainEvents[E]): void {
	for (const listener of listeners.get(name) ?? []) {
		Promise.resolve()
			.then(() => (listener as Listener<E>)(event))
			.catch((fault: unknown) => logFault(fault, `listener of ${name}`));
	}
}
