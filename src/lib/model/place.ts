/** Where a meeting is held; every part may be unknown. */
export interface MeetingPlace {
	name?: string;
	address?: string;
	postcode?: string;
	city?: string;
	country?: string;
	/** The website of the place. */
	url?: string;
	/** A map that shows it, chosen by hand. */
	map?: string;
}

/** The place in one line: its name, street and town; empty where nothing is stated. */
export function writePlace(place: MeetingPlace | null, city: string | null): string {
	const town = [place?.postcode, place?.city ?? city].filter(Boolean).join(' ');
	return [place?.name, place?.address, town].filter(Boolean).join(', ');
}

/** A map of the place: the one chosen, else a search on OpenStreetMap; null without a street or name. */
export function findMap(place: MeetingPlace | null, city: string | null): string | null {
	if (place?.map) return place.map;
	if (!place?.name && !place?.address) return null;
	const words = [place.name, place.address, place.postcode, place.city ?? city, place.country];
	const query = new URLSearchParams({ query: words.filter(Boolean).join(', ') });
	return `https://www.openstreetmap.org/search?${query.toString()}`;
}
