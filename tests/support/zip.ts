import { inflateRawSync } from 'node:zlib';

/** One file of a ZIP archive, found by its central directory. */
export function unzip(archive: Buffer, name: string): string {
	let at = archive.readUInt32LE(archive.lastIndexOf('PK\x05\x06') + 16);
	while (archive.readUInt32LE(at) === 0x02014b50) {
		const length = archive.readUInt16LE(at + 28);
		const rest = archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
		if (archive.toString('utf8', at + 46, at + 46 + length) === name) {
			const local = archive.readUInt32LE(at + 42);
			const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
			return inflateRawSync(
				archive.subarray(from, from + archive.readUInt32LE(at + 20))
			).toString();
		}
		at += 46 + length + rest;
	}
	throw new Error(`no ${name}`);
}
