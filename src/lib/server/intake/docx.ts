import { unzipSync } from 'fflate';
import type { SourceLine } from '#lib/model/programme-text.ts';
import { Numbers } from './docx-numbers.ts';
import { readNotes } from './docx-notes.ts';
import { Styles } from './docx-styles.ts';
import { Walk } from './docx-walk.ts';
import { doubt, LIMITS, Unreadable, type Reading } from './reading.ts';
import { parseXml } from './xml.ts';

const WANTED =
	/^word\/(?:document|styles|numbering|footnotes|endnotes|(?:header|footer)\d{0,3})\.xml$/;

/**
 * The text of a Word document: headings, lists, tables row by row, notes at its end; heads and feet
 * are named. Only the parts with words and what they need are unpacked, and together not beyond the
 * limit, whatever the archive says of their size.
 * @throws {Unreadable} `expanded`, `damaged`, `kind`
 */
export function readDocx(bytes: Uint8Array): Reading {
	const parts = unpack(bytes, (name) => WANTED.test(name));
	const main = parts['word/document.xml'];
	if (!main) throw new Unreadable('kind');
	const tools = {
		styles: new Styles(parts['word/styles.xml']),
		numbers: new Numbers(parts['word/numbering.xml'])
	};
	const walk = new Walk(tools);
	parseXml(main, walk);
	const notes = walk.notes.flatMap(({ kind, id }, n): SourceLine[] => {
		const words = readNotes(parts[`word/${kind}s.xml`], kind).get(id);
		return words ? [{ text: `[${n + 1}] ${words}`, isAside: true }] : [];
	});
	const { pictures, hidden, changes, comments } = walk;
	const removed = listHeads(parts, tools);
	return {
		lines: [...markTitle(walk.lines), ...(notes.length > 0 ? [{ text: '' }, ...notes] : [])],
		removed,
		doubts: [
			...removed.map((words) => doubt('repeated', words)),
			...(changes ? [doubt('changes_taken', changes)] : []),
			...(hidden ? [doubt('hidden_left', hidden)] : []),
			...(comments > 0 ? [doubt('comments_left', String(comments))] : []),
			...(pictures > 0 ? [doubt('pictures', String(pictures))] : [])
		]
	};
}

/**
 * The parts of an archive that are wanted, unpacked.
 * @throws {Unreadable} `expanded`, `damaged`
 */
export function unpack(
	bytes: Uint8Array,
	isWanted: (name: string) => boolean
): Record<string, Uint8Array> {
	let [entries, expanded] = [0, 0];
	try {
		return unzipSync(bytes, {
			filter({ name, originalSize }) {
				entries += 1;
				if (entries > LIMITS.entries) throw new Unreadable('expanded');
				if (!isWanted(name)) return false;
				expanded += originalSize;
				if (expanded > LIMITS.expanded) throw new Unreadable('expanded');
				return true;
			}
		});
	} catch (fault) {
		throw fault instanceof Unreadable ? fault : new Unreadable('damaged');
	}
}

/** What stands at the edge of every page, each once. */
function listHeads(
	parts: Record<string, Uint8Array>,
	tools: ConstructorParameters<typeof Walk>[0]
): string[] {
	const heads = new Set<string>();
	for (const [name, part] of Object.entries(parts)) {
		if (!/header|footer/.test(name)) continue;
		const walk = new Walk(tools);
		parseXml(part, walk);
		for (const { text } of walk.lines) if (/\p{L}/u.test(text)) heads.add(text.trim());
	}
	return [...heads];
}

/** Without a line in the style of a title, a heading that stands first is it. */
function markTitle(lines: SourceLine[]): SourceLine[] {
	if (lines.some(({ isTitle }) => isTitle)) return lines;
	const first = lines.findIndex(({ text }) => text.trim());
	return lines.map((line, n) =>
		n === first && line.heading === 1 ? { ...line, isTitle: true } : line
	);
}
