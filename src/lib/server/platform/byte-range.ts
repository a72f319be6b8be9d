/** Bytes to send, both ends inclusive, as in `Content-Range`. */
export interface ByteRange {
	start: number;
	end: number;
}

/**
 * Reads a `Range` header for a file of `size` bytes (RFC 9110 §14). `null`: none, or one that may
 * be ignored (other units, several ranges); `'unsatisfiable'`: answer 416.
 */
export function readRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
	const match = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/.exec(header?.trim() ?? '');
	if (!match) return null;
	const [, first, last, suffix] = match;
	if (suffix !== undefined) {
		const length = Math.min(Number(suffix), size);
		return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
	}
	const start = Number(first);
	const end = last ? Number(last) : Infinity;
	if (end < start) return null;
	return start >= size ? 'unsatisfiable' : { start, end: Math.min(end, size - 1) };
}

/** Whether `If-Range` lets the range stand: absent, the same entity tag, or the same date. */
export function allowsRange(ifRange: string | null, etag: string, modified: Date): boolean {
	if (ifRange === null) return true;
	if (ifRange.startsWith('"') || ifRange.startsWith('W/')) return ifRange === etag;
	return Date.parse(ifRange) === Math.floor(modified.getTime() / 1000) * 1000;
}

/** Whether `If-None-Match` names this entity tag (weak comparison). */
export function matchesTag(ifNoneMatch: string | null, etag: string): boolean {
	if (ifNoneMatch === null) return false;
	const plain = (tag: string) => tag.trim().replace(/^W\//, '');
	return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || plain(tag) === plain(etag));
}
