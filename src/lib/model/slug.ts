/** Letters that no accent can be taken from. */
const SPELLED: Record<string, string> = { œ: 'oe', æ: 'ae', ø: 'o', ß: 'ss', ł: 'l', đ: 'd' };

const LONGEST = 60;

/**
 * Words as part of an address: letters, digits and hyphens, at most 60 and no word cut short, unless
 * it is the first; '' where none is left.
 */
export function writeSlug(words: string): string {
	const slug = words
		.toLowerCase()
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/[œæøßłđ]/g, (letter) => SPELLED[letter]!)
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '');
	if (slug.length <= LONGEST) return slug;
	const end = slug.lastIndexOf('-', LONGEST);
	return slug.slice(0, end > 0 ? end : LONGEST);
}
