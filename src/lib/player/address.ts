/** Where the address asks a film to start and with which subtitles. */
export interface FilmAddress {
	/** Seconds; 0 where the address does not say or says nothing readable. */
	start: number;
	/** Languages in their order, none: `[]`; `null` where the address does not say. */
	subtitles: string[] | null;
}

/** Reads `?t=` (`75`, `1:15`, `1m15s`) and `?subtitle=` (`fr`, `fr,en`, `none`). */
export function readFilmAddress(query: URLSearchParams): FilmAddress {
	const t = query.get('t') ?? '';
	const subtitle = query.get('subtitle');
	return {
		start: readSeconds(t),
		subtitles:
			subtitle === null
				? null
				: subtitle
						.split(',')
						.filter((tag) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) && tag !== 'none')
						.slice(0, 2)
	};
}

function readSeconds(text: string): number {
	if (/^\d{1,6}(\.\d{1,3})?$/.test(text)) return Number(text);
	const clock = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})$/.exec(text);
	const words = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,3})s)?$/.exec(text);
	const [, hours = 0, minutes = 0, seconds = 0] = clock ?? words ?? [];
	return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
