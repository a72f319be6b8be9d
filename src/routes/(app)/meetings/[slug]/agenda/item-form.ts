/** What the item form of this page says, as arguments of `item.add` and `item.edit`. */
export interface ItemForm {
	args: Record<string, unknown>;
	place: { day: number; part: number } | null;
	/** As typed, to be shown again when refused. */
	values: Record<string, string | string[]>;
}

export function readItemForm(data: FormData): ItemForm {
	const text = (name: string) => String(data.get(name) ?? '').trim();
	const list = (name: string) => data.getAll(name).map(String);
	const [day, part] = text('place').split('/').map(Number);
	const minutes = text('minutes');
	return {
		args: {
			title: text('title'),
			titleLanguage: text('titleLanguage') || undefined,
			format: text('format') || undefined,
			minutes: minutes === '' ? null : Number(minutes),
			language: text('language') || null,
			filmId: text('filmId') || null,
			speakerIds: list('speakerIds'),
			organisationIds: list('organisationIds')
		},
		place: day && part ? { day, part } : null,
		values: {
			...Object.fromEntries(
				['title', 'titleLanguage', 'format', 'minutes', 'language', 'filmId', 'place'].map(
					(name) => [name, text(name)]
				)
			),
			speakerIds: list('speakerIds'),
			organisationIds: list('organisationIds')
		}
	};
}
