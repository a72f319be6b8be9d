/**
 * Text as words are compared: small letters without accents. Every code unit stays at its place, so
 * that what is found in the folded text can be cut from the original.
 */
export function fold(text: string): string {
	return text.replace(/[^\u0000-\u007f]|[A-Z]/g, (unit) => {
		const bare = unit.normalize('NFD').charAt(0).toLowerCase();
		return bare.length === 1 ? bare : unit;
	});
}

/** Only letters and digits, folded: how names of organisations are compared. */
export function foldName(name: string): string {
	return fold(name.normalize('NFC'))
		.replace(/œ/g, 'oe')
		.replace(/æ/g, 'ae')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
