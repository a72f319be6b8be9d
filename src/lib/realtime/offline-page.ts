import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';

/** Milliseconds between two looks for the server. */
const LOOK_EVERY = 5000;

interface Setup {
	locale: Locale;
	/** Whether anything that no server has is kept on this device. */
	hasKept: boolean;
	/** The colours and distances of the interface, as CSS. */
	tokens: string;
	nonce: string;
}

/**
 * What a page of the application shows when it cannot be reached: that there is no line, what became
 * of what was written, and it opens by itself once the server answers again. HTML of its own: it is
 * given out by the service worker, where nothing else of the interface can be reached either.
 */
export function renderOfflinePage({ locale, hasKept, tokens, nonce }: Setup): string {
	const say = { locale };
	return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${m.offline_title({}, say)}</title>
<style nonce="${nonce}">${tokens}
body { margin: 0; min-height: 100vh; display: grid; place-items: center;
	background: var(--paper); color: var(--ink); font: var(--text-m)/1.5 var(--font); }
main { max-width: 34rem; padding: var(--s5); }
h1 { font-size: var(--text-2xl); line-height: 1.2; margin: 0 0 var(--s4); }
.kept { padding: var(--s3) var(--s4); border-inline-start: 4px solid var(--ok); background: var(--ok-soft); }
button { font: inherit; min-height: 44px; padding: 0 var(--s5); border: 0; border-radius: var(--radius);
	background: var(--accent); color: var(--accent-ink); cursor: pointer; }
button:focus-visible { outline: var(--focus); outline-offset: 2px; }
</style>
</head>
<body>
<main>
<h1>${m.offline_title({}, say)}</h1>
<p>${m.offline_text({}, say)}</p>
${hasKept ? `<p class="kept">${m.offline_kept({}, say)}</p>` : ''}
<button type="button">${m.offline_retry({}, say)}</button>
<p role="status"></p>
</main>
<script nonce="${nonce}">
const status = document.querySelector('[role=status]');
async function look(isAsked) {
	if (isAsked) status.textContent = '';
	try {
		const answer = await fetch('/readyz', { cache: 'no-store' });
		if (answer.ok) return location.reload();
	} catch {}
	if (isAsked) status.textContent = ${JSON.stringify(m.offline_still({}, say))};
}
document.querySelector('button').onclick = () => look(true);
addEventListener('online', () => look(false));
setInterval(() => look(false), ${LOOK_EVERY});
</script>
</body>
</html>`;
}
