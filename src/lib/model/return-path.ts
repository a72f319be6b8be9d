/**
 * Where somebody is led after signing in: a path of this site, else its front page. Whatever a
 * browser would read as another site (`//`, `/\`, with tabs or line ends between) is refused.
 */
export function readReturnPath(to: string | null): string {
	if (!to?.startsWith('/') || /[\u0000-\u0020\\\u007f]/.test(to)) return '/';
	const here = 'http://here.invalid';
	const url = URL.parse(to, here);
	return url?.origin === here ? url.pathname + url.search + url.hash : '/';
}
