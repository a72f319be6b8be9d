import type { Report, WithContext } from 'schema-dts';
import { heldDays } from '#lib/model/report.ts';
import { describePlace } from './document-facts.ts';
import type { ReportView } from './report.ts';
import { Words } from './words.ts';

/** The report as schema.org describes one (https://schema.org/Report), with the meeting it is about. */
export function describeForSearch(view: ReportView, origin: string): WithContext<Report> {
	const { content } = view;
	const address = `${origin}/reports/${view.slug}`;
	const words = new Words(content.language, content.timezone);
	const days = heldDays(content);
	return {
		'@context': 'https://schema.org',
		'@type': 'Report',
		'@id': address,
		url: address,
		name: content.title.text,
		inLanguage: content.language,
		version: String(view.version),
		datePublished: view.versions[0]?.at,
		dateModified: view.at,
		abstract: content.summary,
		creativeWorkStatus: view.state,
		...(content.host ? { publisher: { '@type': 'Organization', name: content.host.name } } : {}),
		...(content.funder ? { funder: { '@type': 'Organization', name: content.funder } } : {}),
		encoding: ['pdf', 'docx', 'md'].map((format) => ({
			'@type': 'MediaObject',
			contentUrl: `${address}/v${view.version}.${format}`
		})),
		about: {
			'@type': 'Event',
			name: content.meeting.title.text,
			url: `${origin}/meetings/${content.meeting.slug}`,
			startDate: days[0]?.date,
			endDate: days.at(-1)?.date,
			eventAttendanceMode: content.mode
				? `https://schema.org/${ATTENDANCE_MODES[content.mode]}`
				: undefined,
			location:
				content.mode === 'online'
					? { '@type': 'VirtualLocation', url: `${origin}/meetings/${content.meeting.slug}` }
					: { '@type': 'Place', name: describePlace(content, words) }
		}
	};
}

const ATTENDANCE_MODES = {
	online: 'OnlineEventAttendanceMode',
	hybrid: 'MixedEventAttendanceMode',
	'on-site': 'OfflineEventAttendanceMode'
} as const;
