/** Largest annex in bytes; a form with its text must stay below what the server takes at all (5 MB). */
export const LARGEST_ANNEX = 4_000_000;
/** Most pixels of a picture: a large photograph, about 160 MB once decoded. */
export const LARGEST_PICTURE = 40_000_000;

/** What may be attached, by its own first bytes and never by its name: pictures and documents. */
export const PICTURES = { 'image/png': 'png', 'image/jpeg': 'jpg' } as const;
export const DOCUMENTS = {
	'application/pdf': 'pdf',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
	'application/vnd.oasis.opendocument.text': 'odt',
	'application/vnd.oasis.opendocument.spreadsheet': 'ods',
	'application/vnd.oasis.opendocument.presentation': 'odp'
} as const;

export function isPicture(file: { type: string } | undefined): boolean {
	return file !== undefined && file.type in PICTURES;
}
