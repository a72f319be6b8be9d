import type { Part } from './document.ts';

/** CommonMark of a report. Signs that would mean something are escaped; a link is the bare address. */
export function writeMarkdown(parts: Part[]): string {
	return `${parts.map(writePart).join('\n\n')}\n`;
}

function writePart(part: Part): string {
	switch (part.kind) {
		case 'heading':
			return `${'#'.repeat(part.level)} ${line(part.text)}`;
		case 'text':
			return part.soft ? `*${line(part.text)}*` : lines(part.text);
		case 'list':
			return part.entries.map((entry) => `- ${line(entry)}`).join('\n');
		case 'index':
			return part.entries
				.map(
					({ href, text, note }) => `- [${line(text)}](<${href}>)${note ? ` · ${line(note)}` : ''}`
				)
				.join('\n');
		case 'facts':
			return part.rows
				.map((row) => `- **${line(row.label)}** ${row.href ? `<${row.href}>` : line(row.value)}`)
				.join('\n');
		case 'marked':
			return `> **${line(part.label)}** ${line(part.text)}${part.note ? `\n>\n> ${line(part.note)}` : ''}`;
	}
}

function lines(text: string): string {
	return text.split('\n').map(line).join('  \n');
}

function line(text: string): string {
	return text
		.replace(/[^\S\u00a0\u202f]+/g, ' ') // the spaces that do not break stay
		.trim()
		.replace(/[\\`*_[\]<>#|~]/g, '\\$&')
		.replace(/^(\d+)([.)])/, '$1\\$2')
		.replace(/^([-+=])/, '\\$1');
}
