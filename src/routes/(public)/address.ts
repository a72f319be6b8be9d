import { redirect } from '@sveltejs/kit';
import { findNewSlug } from '#lib/server/dossier/dossier.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { orError } from '#lib/server/platform/form.ts';

/**
 * Reads what stands at an address. A former address leads to the present one, for ever, but only
 * for a reader who may see what is there.
 */
export function readAt<T>(
	event: { url: URL; params: { slug: string } },
	kind: 'dossier' | 'meeting' | 'film' | 'organisation',
	read: (slug: string) => Promise<T>
): Promise<T> {
	const { slug } = event.params;
	return orError(async () => {
		try {
			return await read(slug);
		} catch (fault) {
			if (!(fault instanceof AppError) || fault.status !== 404) throw fault;
			const present = await findNewSlug(getDb(), kind, slug);
			if (!present) throw fault;
			await read(present);
			redirect(308, replaceSegment(event.url, slug, present));
		}
	});
}

/** The same address under another slug, with its language, extension and query. */
export function replaceSegment(url: URL, from: string, to: string): string {
	const path = url.pathname
		.split('/')
		.map((part) =>
			part === from || part.startsWith(`${from}.`) ? to + part.slice(from.length) : part
		);
	return path.join('/') + url.search;
}
