import { createHash } from 'node:crypto';
import { allowsRange, matchesTag, readRange } from './byte-range.ts';
import type { Media } from './storage.ts';

interface Shown {
	type: string;
	/** Whether anyone may keep a copy; otherwise only the reader's browser, asking again each time. */
	isPublic: boolean;
}

/** Headers of everything served from the library: never guessed at, never a referrer, our own pages only. */
export function mediaHeaders({ type, isPublic }: Shown, etag: string): Record<string, string> {
	return {
		'content-type': type,
		etag,
		'cache-control': isPublic ? 'public, max-age=0, must-revalidate' : 'private, no-cache',
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
		'cross-origin-resource-policy': 'same-origin',
		...(!isPublic && { vary: 'Cookie' })
	};
}

/** A file as an answer: whole, a byte range (206), not changed (304) or not satisfiable (416). */
export function respondWithMedia(request: Request, media: Media, shown: Shown): Response {
	const headers = {
		...mediaHeaders(shown, media.etag),
		'accept-ranges': 'bytes',
		'last-modified': media.modified.toUTCString()
	};
	const ask = (name: string) => request.headers.get(name);
	if (matchesTag(ask('if-none-match'), media.etag))
		return new Response(null, { status: 304, headers });

	const mayRange = allowsRange(ask('if-range'), media.etag, media.modified);
	const range = mayRange ? readRange(ask('range'), media.size) : null;
	if (range === 'unsatisfiable')
		return new Response(null, {
			status: 416,
			headers: { ...headers, 'content-range': `bytes */${media.size}` }
		});
	const length = range ? range.end - range.start + 1 : media.size;
	const body = request.method === 'HEAD' || length === 0 ? null : media.stream(range ?? undefined);
	return new Response(body, {
		status: range ? 206 : 200,
		headers: {
			...headers,
			'content-length': String(length),
			...(range && { 'content-range': `bytes ${range.start}-${range.end}/${media.size}` })
		}
	});
}

/** Generated text as an answer, with the same headers, and 304 while it is the same text. */
export function respondWithText(request: Request, text: string, shown: Shown): Response {
	const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
	const headers = mediaHeaders(shown, etag);
	if (matchesTag(request.headers.get('if-none-match'), etag))
		return new Response(null, { status: 304, headers });
	return new Response(text, { headers });
}
