import { topic } from './cluster.ts';
import { logFault } from './log.ts';

/** Facts that a domain tells to those at its right, after commit. */
export interface DomainEvents {
	'meeting.closed': { meetingId: string };
	'meeting.changed': { meetingId: string };
	'item.changed': { meetingId: string; itemId: string };
	'seat.changed': { meetingId: string; personId: string };
	'session.ended': { personId: string; idHash?: string };
	/** Documents have another epoch in the database than in memory. */
	'notes.replaced': Record<string, never>;
	'report.filed': { meetingId: string; reportSlug: string };
}

type Listener<E extends keyof DomainEvents> = (event: DomainEvents[E]) => unknown;
interface Entry {
	listener: Listener<never>;
	everywhere: boolean;
}
const listeners = new Map<string, Set<Entry>>();

const elsewhere = topic<{ name: keyof DomainEvents; event: never }>('bus', ({ name, event }) =>
	tell(name, event, true)
);

/**
 * Listens to a domain event; returns how to stop. `everywhere`: also to those of other processes,
 * for what this process keeps in memory or shows to its own people; never for work to be done once.
 */
export function listen<E extends keyof DomainEvents>(
	name: E,
	listener: Listener<E>,
	{ everywhere = false } = {}
): () => void {
	const all = listeners.get(name) ?? new Set();
	const entry = { listener: listener as Listener<never>, everywhere };
	listeners.set(name, all.add(entry));
	return () => all.delete(entry);
}

/** Tells every listener; a listener that fails is logged and stops nobody. */
export function announce<E extends keyof DomainEvents>(name: E, event: DomainEvents[E]): void {
	tell(name, event, false);
	elsewhere.tell({ name, event: event as never });
}

function tell<E extends keyof DomainEvents>(
	name: E,
	event: DomainEvents[E],
	isFromElsewhere: boolean
): void {
	for (const { listener, everywhere } of listeners.get(name) ?? []) {
		if (isFromElsewhere && !everywhere) continue;
		Promise.resolve()
			.then(() => (listener as Listener<E>)(event))
			.catch((fault: unknown) => logFault(fault, `listener of ${name}`));
	}
}
