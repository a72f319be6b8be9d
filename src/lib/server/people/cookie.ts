/** One value out of a Cookie header (RFC 6265 §4.2), undefined when it is not there. */
export function parseCookie(header: string, name: string): string | undefined {
	for (const pair of header.split(';')) {
		const at = pair.indexOf('=');
		if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
	}
	return undefined;
}
