/** What stands in a route for each of its parameters: things of the Bretagne dossier in the demo. */
const SAMPLES: Record<string, string[]> = {
	'/dossiers/[slug]': ['bretagne'],
	'/desk/events/[slug]': ['franco-german-chamber-2020'],
	'/events/[slug]': ['vet-conference-2022'],
	'/library/[slug]': ['jet-net-activity-examples', 'eu-stem-coalition'],
	'/meetings/[slug]': ['bretagne-1', 'bretagne-2', 'bretagne-today'],
	'/organisations/[slug]': ['institut-de-locarn'],
	'/reports/[slug]': ['bretagne-1'],
	'[docId]': ['0198c0de-0000-7000-8000-00000000ffff'],
	'[id=uuid]': ['0198c0de-0000-7000-8000-00000000ffff'],
	'[item=uuid]': ['0198c0de-0000-7000-8000-00000000ffff'],
	'[file]': ['fr.vtt', 'fr.srt', 'fr.txt'],
	'[format=reportformat]': ['json', 'pdf', 'docx', 'md'],
	'[range=reportrange]': ['v1..v2'],
	'[token]': ['nobody-has-this-token'],
	'[version=reportversion]': ['v1']
};

/** Every address of a route of the rights table. @throws when a parameter has no sample */
export function addressesOf(route: string): string[] {
	let addresses = [route.replaceAll(/\/\([a-z]+\)/g, '') || '/'];
	for (const [part, values] of Object.entries(SAMPLES)) {
		const [parameter = ''] = /\[.+\]/.exec(part) ?? [];
		addresses = addresses.flatMap((address) =>
			address.includes(part)
				? values.map((value) => address.replace(part, part.replace(parameter, value)))
				: [address]
		);
	}
	for (const address of addresses)
		if (address.includes('[')) throw new Error(`No sample for ${route}: add it here`);
	return addresses;
}
