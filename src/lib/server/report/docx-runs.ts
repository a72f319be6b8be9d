import { ExternalHyperlink, TextRun } from 'docx';
import type { Run } from './document.ts';

/** Words with their emphasis and links. */
export function writeRuns(runs: Run[]): Array<TextRun | ExternalHyperlink> {
	return runs
		.map(({ text, bold, italic, href }) => {
			const words = text
				.split('\n')
				.map(
					(line, at) =>
						new TextRun({ text: clean(line), bold, italics: italic, ...(at ? { break: 1 } : {}) })
				);
			return href ? [new ExternalHyperlink({ link: href, children: words })] : words;
		})
		.flat();
}

/** Words of one kind, in a language of their own. */
export function run(text: string, lang?: string): TextRun {
	return new TextRun({ text: clean(text), ...(lang ? { language: { value: lang } } : {}) });
}

/** XML knows no control characters; a line break inside a run would be lost, so it is a space. */
export function clean(text: string): string {
	return text.replace(/[\u0000-\u001f\u007f\ufffe\uffff]/g, ' ');
}
