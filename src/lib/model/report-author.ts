import type { ReportContent } from './report.ts';

type Said = Pick<ReportContent, 'author' | 'host'>;

/** An organisation with the addresses that it had, or that were of records merged with it. */
export interface Addressed {
	slug: string;
	formerSlugs: string[];
}

/**
 * Who answers for the text, of organisations whose address may be another since it was written.
 * Texts older than the field were answered for by the host; null says nobody.
 */
export function findAuthor<T extends Addressed>(
	{ author, host }: Said,
	organisations: readonly T[]
): T | undefined {
	const said = author === undefined ? host : author;
	if (!said) return undefined;
	return organisations.find(
		({ slug, formerSlugs }) => slug === said.slug || formerSlugs.includes(said.slug)
	);
}
