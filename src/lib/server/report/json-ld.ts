import type { Report, WithContext } from 'schema-dts';
import { isPicture } from '#lib/model/report-annex.ts';
import { describeWhen, isMovedOnline } from '#lib/model/linked-data.ts';
import { heldDays } from '#lib/model/report.ts';
import { describePlace } from './document-facts.ts';
import type { ReportView } from './report.ts';
import { Words } from './words.ts';

/** The report as schema.org describes one (https://schema.org/Report), with the meeting it is about. */
export function describeForSearch(view: ReportView, origin: string): WithContext<Report> {
	const { content } = view;
	const whole = `${origin}/reports/${view.slug}`;
	const query = view.translation ? `?language=${view.translation.language}` : '';
	const address = `${whole}${query}`;
	const words = new Words(content.language, content.timezone);
	const days = heldDays(content);
	const meeting = `${origin}/meetings/${content.meeting.slug}`;
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
		...(content.author ? { author: { '@type': 'Organization', name: content.author.name } } : {}),
		...describeAnnexes(view, origin),
		...describeQuestions(view, address),
		encoding: ['pdf', 'docx', 'md'].map((format) => ({
			'@type': 'MediaObject',
			contentUrl: `${whole}/v${view.version}.${format}${query}`
		})),
		...(view.translation ? { translationOfWork: { '@type': 'Report', '@id': whole } } : {}),
		...(!view.translation && view.translations.length
			? {
					workTranslation: view.translations.map(({ language }) => ({
						'@type': 'Report',
						'@id': `${whole}?language=${language}`,
						inLanguage: language
					}))
				}
			: {}),
		about: {
			'@type': 'Event',
			name: content.meeting.title.text,
			url: meeting,
			...describeWhen({ ...content, days }),
			eventStatus: `https://schema.org/${isMovedOnline(content) ? 'EventMovedOnline' : 'EventScheduled'}`,
			eventAttendanceMode: content.mode
				? `https://schema.org/${ATTENDANCE_MODES[content.mode]}`
				: undefined,
			location: [
				...(content.mode === 'online' || content.mode === 'hybrid'
					? [{ '@type': 'VirtualLocation' as const, url: meeting }]
					: []),
				...(content.mode === 'online'
					? []
					: [{ '@type': 'Place' as const, name: describePlace(content, words) }])
			]
		}
	};
}

/** What was asked and answered, each at its place on the page. */
function describeQuestions({ content }: ReportView, address: string): object {
	const questions = content.items.flatMap((item) => item.questions ?? []);
	if (questions.length === 0) return {};
	return {
		hasPart: questions.map(({ id, text, answer, organisation }) => ({
			'@type': 'Question',
			url: `${address}#question-${id}`,
			text,
			...(organisation ? { author: { '@type': 'Organization', name: organisation } } : {}),
			acceptedAnswer: { '@type': 'Answer', text: answer }
		}))
	};
}

/** Pictures with the text that says what they show, documents with their kind. */
function describeAnnexes({ content }: ReportView, origin: string): object {
	const own = content.annexes.filter(({ file }) => file);
	if (own.length === 0) return {};
	return {
		associatedMedia: own.map(({ title, href, file, alt }) => ({
			'@type': isPicture(file) ? 'ImageObject' : 'MediaObject',
			name: title.text,
			contentUrl: `${origin}${href}`,
			encodingFormat: file?.type,
			...(alt ? { description: alt } : {})
		}))
	};
}

const ATTENDANCE_MODES = {
	online: 'OnlineEventAttendanceMode',
	hybrid: 'MixedEventAttendanceMode',
	'on-site': 'OfflineEventAttendanceMode'
} as const;
