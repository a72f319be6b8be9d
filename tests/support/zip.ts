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

/** An archive of packed files; `size` is what it says of each once unpacked, true or not. */
export function zip(files: Array<{ name: string; packed: Buffer; size: number }>): Buffer {
	const parts: Buffer[] = [];
	const central: Buffer[] = [];
	let at = 0;
	for (const { name, packed, size } of files) {
		const head = Buffer.alloc(30);
		head.writeUInt32LE(0x04034b50, 0);
		head.writeUInt16LE(20, 4);
		head.writeUInt16LE(8, 8);
		head.writeUInt32LE(packed.length, 18);
		head.writeUInt32LE(size, 22);
		head.writeUInt16LE(name.length, 26);
		const entry = Buffer.alloc(46);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(20, 6);
		entry.writeUInt16LE(8, 10);
		entry.writeUInt32LE(packed.length, 20);
		entry.writeUInt32LE(size, 24);
		entry.writeUInt16LE(name.length, 28);
		entry.writeUInt32LE(at, 42);
		parts.push(head, Buffer.from(name), packed);
		central.push(entry, Buffer.from(name));
		at += 30 + name.length + packed.length;
	}
	const directory = Buffer.concat(central);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(files.length, 8);
	end.writeUInt16LE(files.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...parts, directory, end]);
}

/** The text of every file of a ZIP archive, by its central directory. */
export function unzipAll(archive: Buffer): string[] {
	const names: string[] = [];
	let at = archive.readUInt32LE(archive.lastIndexOf('PK\x05\x06') + 16);
	while (archive.readUInt32LE(at) === 0x02014b50) {
		const length = archive.readUInt16LE(at + 28);
		names.push(archive.toString('utf8', at + 46, at + 46 + length));
		at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
	}
	return names.map((name) => `${name}\n${unzip(archive, name)}`);
}
