import { locales, localizeHref } from '#lib/paraglide/runtime.js';
import { listPublicPaths } from '#lib/server/dossier/sitemap.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { answerText } from '../answer.ts';
import type { RequestHandler } from './$types';

const FIXED = ['/', '/dossiers', '/library', '/search', '/accessibility', '/privacy'];

export const GET: RequestHandler = async ({ url }) => {
	const paths = [...FIXED, ...(await listPublicPaths(getDb()))];
	const entries = paths.map((path) => {
		const others = locales.map(
			(locale) =>
				`<xhtml:link rel="alternate" hreflang="${locale}" href="${url.origin}${localizeHref(path, { locale })}"/>`
		);
		return `<url><loc>${url.origin}${path}</loc>${others.join('')}</url>`;
	});
	return answerText(
		`<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries.join('\n')}\n</urlset>\n`,
		'application/xml'
	);
};
