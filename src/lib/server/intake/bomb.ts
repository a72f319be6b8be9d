import { constants, inflateRawSync } from 'node:zlib';
import { LIMITS, Unreadable } from './reading.ts';

/** A stream may be packed several times over. */
const LAYERS = 4;

/**
 * Refuses a PDF whose packed streams become too large together: pdf.js unpacks them outside of the
 * heap that a thread is held to. Every stream that begins as packed ones do is measured, whatever
 * its dictionary says; one that cannot be unpacked is left to the reader.
 * @throws {Unreadable} `expanded`
 */
export function refuseBomb(bytes: Uint8Array): void {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let left: number = LIMITS.streams;
	for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
		if (file.toString('latin1', at - 3, at) === 'end') continue;
		// The word ends with CR LF or LF; files that are not quite right have one of them or none.
		let begin = at + 6;
		if (file[begin] === 13) begin += 1;
		if (file[begin] === 10) begin += 1;
		let stream: Buffer | null = file.subarray(begin);
		for (let layer = 0; stream && layer < LAYERS; layer += 1) {
			stream = unpack(stream, left);
			left -= stream?.length ?? 0;
		}
	}
}

/** Without regard to the checksum, as pdf.js does it; null when this is not packed. */
function unpack(stream: Buffer, most: number): Buffer | null {
	const [method = 0, flags = 0] = stream;
	if ((method & 15) !== 8 || ((method << 8) | flags) % 31 !== 0) return null;
	try {
		return inflateRawSync(stream.subarray(2), {
			maxOutputLength: Math.max(1, most),
			finishFlush: constants.Z_SYNC_FLUSH
		});
	} catch (fault) {
		if ((fault as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
			throw new Unreadable('expanded');
		return null;
	}
}
