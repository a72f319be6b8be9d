import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** The oldest time that an archive can name: it says nothing of when a file was made. */
const EPOCH = new Date(1980, 0, 1);
const RELATIONS = /\.rels$/;

/**
 * The same document made again is the same bytes: it was made when its version was published, and
 * what the library names at random, or counts on from document to document, is named by its place.
 */
export function settleArchive(archive: Uint8Array, at: string): Buffer {
	const files = Object.entries(unzipSync(archive));
	const names = new Map<string, string>();
	for (const [path, bytes] of files)
		if (RELATIONS.test(path))
			for (const [, id] of strFromU8(bytes).matchAll(/ Id="([^"]+)"/g))
				if (!/^rId\d+$/.test(id!) && !names.has(id!)) names.set(id!, `rIdL${names.size + 1}`);
	const time = `${new Date(at).toISOString().slice(0, 19)}Z`;
	const settle = (path: string, text: string) => {
		if (path === 'docProps/core.xml')
			return text.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${time}`);
		const named = text.replaceAll(
			/ ((?:r:)?(?:id|Id))="([^"]+)"/g,
			(whole, key: string, id: string) => (names.has(id) ? ` ${key}="${names.get(id)}"` : whole)
		);
		const marked = recount(named, /(<w:bookmark(?:Start|End)\b[^>]* w:id=")(\d+)/g);
		return recount(marked, /(<wp:docPr id=")(\d+)/g);
	};
	const settled = files.map(([path, bytes]) => [
		path,
		/\.(xml|rels)$/.test(path) ? strToU8(settle(path, strFromU8(bytes))) : bytes
	]);
	return Buffer.from(zipSync(Object.fromEntries(settled), { mtime: EPOCH }));
}

/** Counts from one, in the order of the text; the same number stays the same. */
function recount(text: string, pattern: RegExp): string {
	const places = new Map<string, number>();
	return text.replaceAll(pattern, (_, before: string, id: string) => {
		if (!places.has(id)) places.set(id, places.size + 1);
		return `${before}${places.get(id)}`;
	});
}
