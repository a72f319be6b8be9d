import {
	isAttendanceRecorded,
	type ReportContent,
	type ReportItem,
	type ReportQuestion
} from '#lib/model/report.ts';
import { describePlace } from './document-facts.ts';
import type { PresentAction } from './present-actions.ts';
import type { ReportView } from './report.ts';
import { Words } from './words.ts';

/** `/reports/SLUG.json`: the shape others rely on. Fields may be added, none renamed or removed. */
export function writeJson(view: ReportView) {
	const { content } = view;
	const words = new Words(content.language, content.timezone);
	const tell = (action: Said) => ({
		...writeAction(action),
		now: writeNow(view.present[action.id])
	});
	return {
		id: view.id,
		slug: view.slug,
		version: view.version,
		state: view.state,
		publishedAt: view.at,
		language: content.language,
		title: content.title.text,
		number: content.ordinal,
		dossier: content.dossier && { slug: content.dossier.slug, title: content.dossier.title.text },
		meeting: { slug: content.meeting.slug, title: content.meeting.title.text },
		host: content.host,
		place: describePlace(content, words),
		mode: content.mode,
		modeReason: content.modeReason?.text ?? null,
		timezone: content.timezone,
		days: content.days,
		summary: content.summary,
		objective: content.objective,
		nextSteps: content.nextSteps,
		parts: content.parts,
		attendance: writeAttendance(content),
		items: content.items.map((item) => writeItem(item, tell)),
		decisions: content.items.flatMap((item) => item.decisions.map(writePassage)),
		actions: content.items.flatMap((item) => item.actions.map(tell)),
		questions: content.items.flatMap(({ questions = [] }) => questions.map(writeQuestion)),
		carriedActions: content.carried.map(({ from, ...action }) => ({
			...tell(action),
			from: from.slug
		})),
		author: content.author ?? null,
		annexes: content.annexes.map(({ title, href, file, alt }) => ({
			title: title.text,
			href,
			...(file ? { type: file.type, bytes: file.bytes, text: alt || null } : {})
		})),
		undisclosed: content.undisclosed,
		nextMeeting: content.nextMeeting && {
			...content.nextMeeting,
			title: content.nextMeeting.title.text
		},
		previousMeeting: content.previousMeeting?.slug ?? null,
		disclaimer: words.disclaimer(content)?.text ?? null,
		successor: view.successor && {
			slug: view.successor.slug,
			title: view.successor.title.text,
			href: `/reports/${view.successor.slug}`
		},
		original: view.original,
		translation: view.translation && {
			version: view.translation.version,
			state: view.translation.state
		},
		translations: view.translations.map((one) => ({
			...one,
			href: `/reports/${view.slug}.json?language=${one.language}`
		})),
		versions: view.versions,
		withdrawals: view.withdrawals
	};
}

/** No number where nobody recorded who came: zero would be one. */
function writeAttendance(content: ReportContent) {
	const { attendance } = content;
	const recorded = isAttendanceRecorded(content);
	const { organisations, persons, onSite, remote, counted } = attendance;
	const none = { organisations: null, persons: null, onSite: null, remote: null, counted: false };
	return {
		...(recorded ? { organisations, persons, onSite, remote, counted } : none),
		recorded,
		sectors: attendance.sectors,
		present: attendance.present,
		apologies: attendance.apologies,
		statement: attendance.statement?.text ?? null
	};
}

function writeItem(item: ReportItem, tell: (action: Said) => object) {
	return {
		id: item.id,
		day: item.day,
		part: item.part,
		title: item.title.text,
		language: item.title.lang,
		talk: item.talk?.text ?? null,
		format: item.format,
		spoken: item.language,
		subtitles: item.subtitles,
		planned: item.planned,
		actual: item.actual,
		outcome: item.outcome,
		speakers: item.speakers.map(({ personId: _, added: __, ...speaker }) => speaker),
		organisations: item.organisations,
		notesHtml: item.blocks.map((block) => block.html).join(''),
		notes: item.blocks.map((block) => block.text).join('\n\n'),
		lines: item.lines.map(({ organisation, text }) => ({ organisation, text })),
		questions: (item.questions ?? []).map(writeQuestion),
		decisions: item.decisions.map(writePassage),
		actions: item.actions.map(tell),
		films: item.films.map((film) => ({
			...film,
			title: film.title.text,
			href: `/library/${film.slug}`
		}))
	};
}

function writePassage({ id, text }: { id: string; text: string }) {
	return { id, text };
}

function writeQuestion({ id, text, answer, organisation }: ReportQuestion) {
	return { id, question: text, answer, organisation };
}

type Said = Pick<ReportItem['actions'][number], 'id' | 'text' | 'owner' | 'due' | 'state'>;

function writeAction({ id, text, owner, due, state }: Said) {
	return { id, text, owner: nameOwner(owner), due, state };
}

/** How it stands today, where that is not what the report says. */
function writeNow(now: PresentAction | undefined) {
	return now ? { owner: nameOwner(now.owner), due: now.due, state: now.state, at: now.at } : null;
}

function nameOwner(owner: Said['owner']) {
	return owner && { kind: owner.kind, name: owner.name };
}
