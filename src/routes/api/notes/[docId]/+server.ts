import { json, type RequestHandler } from '@sveltejs/kit';
import * as v from 'valibot';
import { LARGEST_UPDATE, uploadUpdate } from '#lib/server/notes/pushes.ts';
import { getDocuments } from '#lib/server/notes/service.ts';
import { requireActor } from '#lib/server/people/permissions.ts';
import { AppError, notFound } from '#lib/server/platform/errors.ts';

const Address = v.object({
	docId: v.pipe(v.string(), v.uuid()),
	epoch: v.pipe(v.string(), v.toNumber(), v.integer())
});

/** Takes what is too large for a socket message: a long paste, an hour without a connection. */
export const POST: RequestHandler = async ({ params, url, request, locals }) => {
	try {
		requireActor(locals.actor);
		const address = v.safeParse(Address, { ...params, epoch: url.searchParams.get('epoch') });
		if (!address.success) throw notFound();
		if (Number(request.headers.get('content-length') ?? Infinity) > LARGEST_UPDATE)
			throw new AppError('too_large', 413, 'This is too much text at once.');
		const bytes = new Uint8Array(await request.arrayBuffer());
		const seq = await uploadUpdate(getDocuments(), locals.actor, { ...address.output, bytes });
		return json({ ok: true, seq });
	} catch (fault) {
		if (!(fault instanceof AppError)) throw fault;
		const { status, code, message, details } = fault;
		return json({ ok: false, code, message, details }, { status });
	}
};
