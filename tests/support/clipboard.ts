import type { Locator } from '@playwright/test';

/** Pastes as the browser does, with what another program would have put on the clipboard. */
export async function paste(target: Locator, forms: Record<string, string>): Promise<void> {
	await target.evaluate((element, given) => {
		const clipboardData = new DataTransfer();
		for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
		const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
		element.dispatchEvent(event);
	}, forms);
}

const WORD_STYLE = `<style><!-- p.MsoNormal {mso-style-parent:""; font-size:11pt} --></style>`;

/** What programs put on the clipboard, in their own kind of HTML, and what has to be in the notes. */
export const CLIPBOARDS = {
	word: {
		html: `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">${WORD_STYLE}<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--></head><body lang=FR style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='mso-list:none'>Ordre du jour<o:p></o:p></h1>
<p class=MsoNormal>Un <b style='mso-bidi-font-weight:normal'>point</b> urgent<span class=MsoCommentReference><a class=msocomanchor id="_anchor_1" href="#_msocom_1">[A1]</a></span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Premier<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>a)<span style='font:7.0pt'>&nbsp; </span></span><![endif]>Profond<o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td width=100><p class=MsoNormal><b>École</b><o:p></o:p></p></td><td><p class=MsoNormal>Élèves<o:p></o:p></p></td></tr><tr><td colspan=2><p class=MsoNormal>Fusion<o:p></o:p></p><p class=MsoNormal>Suite<o:p></o:p></p></td></tr></table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--><div style='mso-element:comment-list'><div style='mso-element:comment'>Remarque privée</div></div></body></html>`,
		words: [
			'Ordre du jour',
			'point',
			'urgent',
			'Premier',
			'Profond',
			'École',
			'Élèves',
			'Fusion',
			'Suite'
		],
		cells: ['École', 'Élèves', 'FusionSuite', ''],
		gone: ['Remarque privée', '[A1]', '·', 'a)']
	},
	googleDocs: {
		html: `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-weight:400">Agenda</span></h2><p dir="ltr"><span style="font-weight:700">Bold</span><span style="font-weight:400;font-style:italic"> slanted </span><a href="https://example.eu/"><span>link</span></a></p><ul><li dir="ltr" aria-level="1"><p role="presentation"><span>One</span></p></li><ul><li dir="ltr" aria-level="2"><p><span>Two</span></p></li></ul></ul><div dir="ltr"><table><colgroup><col width="312"/></colgroup><tbody><tr><td><p><span>North</span></p></td><td><p><span>South</span></p></td></tr></tbody></table></div></b>`,
		words: ['Agenda', 'Bold', 'slanted', 'link', 'One', 'Two', 'North', 'South'],
		cells: ['North', 'South'],
		gone: []
	},
	libreOffice: {
		html: `<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 24.8"/></head><body lang="da-DK"><h3 class="western">Dagsorden</h3><ol><li><p style="line-height: 100%">Første</p></li><li><p>Anden</p></li></ol><table width="100%" cellpadding="4"><col width="128*"/><thead><tr><th><p>Skole</p></th><th><p>By</p></th></tr></thead><tbody><tr><td><p>Ærø</p></td><td><p>Marstal</p></td></tr></tbody></table><pre>kode
linje to</pre></body></html>`,
		words: ['Dagsorden', 'Første', 'Anden', 'Skole', 'By', 'Ærø', 'Marstal', 'kode', 'linje to'],
		cells: ['Skole', 'By', 'Ærø', 'Marstal'],
		gone: []
	},
	webPage: {
		html: `<article onclick="alert(1)"><h1>News</h1><nav style="display:none">Menu</nav><p>See <a href="javascript:alert(1)">this</a> and <a href="https://example.eu/x" onmouseover="alert(2)">that</a>.</p><img src="https://tracker.example/x.png" alt=""><script>alert(3)</script><blockquote><p>Said so</p></blockquote><table><tr><td><table><tr><td>laid out</td></tr></table></td><td>beside</td></tr></table><dl><dt>Term</dt><dd>Meaning</dd></dl></article>`,
		words: ['News', 'this', 'that', 'Said so', 'laid out', 'beside', 'Term', 'Meaning'],
		cells: [],
		gone: ['Menu', 'alert']
	}
} satisfies Record<string, { html: string; words: string[]; cells: string[]; gone: string[] }>;
