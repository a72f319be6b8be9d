/** Bytes as base64 text, in browser and Node alike. */
export function toBase64(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 8192)
		text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	return btoa(text);
}

/** By a loop: `Uint8Array.from` takes a tenth of a second for the notes of a long meeting. */
export function fromBase64(text: string): Uint8Array {
	const signs = atob(text);
	const bytes = new Uint8Array(signs.length);
	for (let at = 0; at < signs.length; at++) bytes[at] = signs.charCodeAt(at);
	return bytes;
}
