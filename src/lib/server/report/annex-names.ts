import { pickLocale } from '#lib/model/localised.ts';
import { isPicture } from '#lib/model/report-annex.ts';
import type { Annex, ReportContent } from '#lib/model/report.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Named } from './disclosure.rows.ts';
import { listOwnAddresses } from './own-address.ts';

type Thing = Omit<Named, 'within'>;

const filmCalled = (title: string): Thing => ({ kind: 'film', slug: null, title });

/** What an annex leads to, also by an address that somebody typed into its title or its words. */
function listLinked({ href, title, alt }: Annex): Thing[] {
	return listOwnAddresses([href, title.text, alt].filter(Boolean).join(' '));
}

/**
 * Everything of ours that an annex may name. One without an address may still bear a film's title,
 * and so may a file that was uploaded, and the words for its picture.
 */
export function listNamedByAnnex(annex: Annex): Thing[] {
	const titles = annex.file ? [annex.title.text, annex.alt] : annex.href ? [] : [annex.title.text];
	return [...listLinked(annex), ...titles.flatMap((title) => (title ? [filmCalled(title)] : []))];
}

/** Annexes without those that name what is closed; a file that somebody uploaded stays by its title. */
export function leaveOutAnnexes(annexes: Annex[], isOpen: (one: Thing) => boolean): Annex[] {
	return annexes.filter((annex) =>
		(annex.file ? listLinked(annex) : listNamedByAnnex(annex)).every(isOpen)
	);
}

/** Annexes in which a file has neither title nor words that are the title of a closed film. */
export function dropTitles(annexes: Annex[], isOpen: (one: Thing) => boolean): Annex[] {
	const give = (text: string) => (text && isOpen(filmCalled(text)) ? text : '');
	return annexes.map((annex) => {
		if (!annex.file) return annex;
		const title = { ...annex.title, text: give(annex.title.text) };
		return { ...annex, title, ...(annex.alt && { alt: give(annex.alt) }) };
	});
}

/**
 * Numbers the annexes whose title was dropped, in the language of the text: once it is translated,
 * or its translation would put the title back.
 */
export function nameUntitled(content: ReportContent): ReportContent {
	const { language } = content;
	return {
		...content,
		annexes: content.annexes.map((annex, n) => {
			if (annex.title.text) return annex;
			const text = m.report_annex_number({ n: n + 1 }, { locale: pickLocale(language) });
			const title = { text, lang: pickLocale(language) };
			return { ...annex, title, ...(isPicture(annex.file) && { alt: annex.alt || text }) };
		})
	};
}
