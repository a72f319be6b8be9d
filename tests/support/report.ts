import type { ReportContent, ReportItem } from '#lib/model/report.ts';
import type { Imprint } from '#lib/server/report/document.ts';

/** A report to test formats with: every field filled, words with signs that formats give a meaning. */
export function sampleItem(n: number, over: Partial<ReportItem> = {}): ReportItem {
	return {
		id: `item-${n}`,
		n,
		visibility: 'public',
		day: 1,
		part: n < 3 ? 1 : 2,
		title: { text: `Point ${n} : œuvre, niño, Ærø`, lang: 'fr' },
		talk: { text: 'Objectifs et réalisations', lang: 'fr' },
		format: 'presentation',
		language: 'fr',
		subtitles: ['en'],
		planned: { minutes: 15 },
		actual: {
			openedAt: '2026-08-27T07:30:00.000Z',
			closedAt: '2026-08-27T07:47:00.000Z',
			minutes: 17
		},
		outcome: 'held',
		speakers: [
			{
				name: null,
				personId: null,
				role: 'coordinator',
				organisation: 'Coalition',
				planned: true,
				spoke: true
			}
		],
		organisations: [],
		blocks: [
			{
				id: 'b1',
				n: 0,
				html: '<p>Noted in public.</p>',
				text: 'Noted in public.',
				visibility: 'public'
			},
			{
				id: 'b2',
				n: 1,
				html: '<p>HIDDEN remark</p>',
				text: 'HIDDEN remark',
				visibility: 'restricted'
			}
		],
		decisions: [
			{ id: `d${n}`, n: 0, html: '<p>We go on.</p>', text: 'We go on.', visibility: 'public' }
		],
		actions: [
			{
				id: `a${n}`,
				n: 0,
				html: '<p>Write the programme</p>',
				text: 'Write the programme',
				visibility: 'public',
				owner: { kind: 'organisation', id: 'o1', name: 'Institut de Locarn' },
				due: '2026-09-20',
				state: 'open'
			}
		],
		lines: [
			{
				id: 'l1',
				n: 0,
				html: '',
				text: 'runs a contest',
				organisation: 'AJE',
				visibility: 'public'
			},
			{
				id: 'l2',
				n: 1,
				html: '',
				text: 'MEMBERS-ONLY line',
				organisation: 'UBO',
				visibility: 'members'
			}
		],
		questions: [
			{
				id: `q${n}`,
				n: 0,
				html: '<p>Who pays for the journey?</p>',
				text: 'Who pays for the journey?',
				answer: 'The programme does.\n\nTwice a year.',
				organisation: 'AJE',
				visibility: 'public'
			},
			{
				id: `hidden${n}`,
				n: 1,
				html: '<p>HIDDEN question</p>',
				text: 'HIDDEN question',
				answer: 'HIDDEN answer',
				organisation: null,
				visibility: 'restricted'
			}
		],
		films: [
			{
				slug: 'film',
				title: { text: 'A film', lang: 'en' },
				at: '2026-08-27T07:35:00.000Z',
				from: 0,
				to: null
			}
		],
		...over
	};
}

export function sampleContent(items: number, over: Partial<ReportContent> = {}): ReportContent {
	return {
		schema: 1,
		language: 'en',
		title: { text: 'Second meeting', lang: 'en' },
		ordinal: 2,
		dossier: { slug: 'bretagne', title: { text: 'Bretagne', lang: 'en' } },
		meeting: { slug: 'bretagne-2', title: { text: 'Second meeting', lang: 'en' } },
		status: 'held',
		host: { slug: 'locarn', name: 'Institut de Locarn' },
		place: 'Hôtel de Diane, 22240 Fréhel',
		mode: 'hybrid',
		modeReason: null,
		timezone: 'Europe/Paris',
		days: [
			{
				day: 1,
				date: '2026-08-27',
				starts: '09:00:00',
				ends: '17:00:00',
				half: null,
				audience: ['teachers']
			},
			{ day: 2, date: '2026-08-28', starts: null, ends: null, half: 'morning', audience: [] }
		],
		summary: 'What happened, in short.',
		objective: 'Take the next steps.',
		nextSteps: 'First this.\n\nThen that.',
		parts: [{ day: 1, part: 1, title: 'Practice', text: 'Partners showed theirs.' }],
		items: Array.from({ length: items }, (_, n) => sampleItem(n)),
		carried: [
			{
				id: 'c1',
				text: 'Prepare a note on the budget',
				owner: { kind: 'organisation', id: 'o2', name: 'Coalition' },
				due: '2026-08-20',
				state: 'late',
				from: { slug: 'bretagne-1', title: { text: 'First meeting', lang: 'en' } }
			}
		],
		attendance: {
			organisations: 3,
			persons: 21,
			onSite: 2,
			remote: 19,
			counted: true,
			sectors: [
				{ sector: 'education', organisations: 2 },
				{ sector: null, organisations: 1 }
			],
			present: ['Coalition', 'Institut de Locarn', 'School A'],
			apologies: ['UCO']
		},
		annexes: [
			{
				id: 'film',
				n: 0,
				title: { text: 'A film', lang: 'en' },
				href: '/library/film',
				visibility: 'public'
			}
		],
		undisclosed: [{ title: 'Contact list', reason: 'personal data' }],
		nextMeeting: {
			slug: 'bretagne-3',
			title: { text: 'Working group', lang: 'en' },
			date: '2026-09-30'
		},
		previousMeeting: { slug: 'bretagne-1', title: { text: 'First meeting', lang: 'en' } },
		funder: 'European Commission',
		...over
	};
}

export const sampleImprint: Imprint = {
	slug: 'bretagne-2',
	version: 1,
	state: 'published',
	at: '2026-08-29T10:00:00.000Z',
	address: 'https://emvod.example/reports/bretagne-2/v1',
	origin: 'https://emvod.example'
};
