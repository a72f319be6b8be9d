import type { HandleServerError } from '@sveltejs/kit';
import { describeFault } from '../platform/error-page.ts';
import { logFault } from '../platform/log.ts';

/** Unknown faults get an id to report; their words stay in the log. */
export const describeError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return describeFault({ message, code: 'not_found' });
	const id = logFault(error, `${event.request.method} ${event.route.id ?? 'no route'}`);
	const said = { message: `Something went wrong (id ${id}).`, code: 'fault', details: { id } };
	return { ...describeFault(said), id };
};
