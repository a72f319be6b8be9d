/**
 * Calls back whenever this page may have slept or changed its network, so that what it believes of
 * its connection has to be asked anew; returns how to stop.
 */
export function onWaking(wake: () => void): () => void {
	const onVisible = () => document.visibilityState === 'visible' && wake();
	document.addEventListener('visibilitychange', onVisible);
	document.addEventListener('resume', wake); // after Chromium froze the page
	window.addEventListener('pageshow', wake);
	window.addEventListener('online', wake);
	return () => {
		document.removeEventListener('visibilitychange', onVisible);
		document.removeEventListener('resume', wake);
		window.removeEventListener('pageshow', wake);
		window.removeEventListener('online', wake);
	};
}

/** Calls back when the page may never run again: hidden, frozen or left; returns how to stop. */
export function onParting(part: () => void): () => void {
	const onHidden = () => document.visibilityState === 'hidden' && part();
	document.addEventListener('visibilitychange', onHidden);
	window.addEventListener('pagehide', part);
	return () => {
		document.removeEventListener('visibilitychange', onHidden);
		window.removeEventListener('pagehide', part);
	};
}
