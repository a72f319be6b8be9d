import {
	entitle,
	numberPart,
	wereShown,
	type CarriedAction,
	type Passage,
	type ReportAction,
	type ReportContent,
	type ReportItem,
	type ReportQuestion
} from '#lib/model/report.ts';
import { isPicture } from '#lib/model/report-annex.ts';
import { describeAttendance, nameSector } from './document-attendance.ts';
import { describeDay, describeMode, describePlace } from './document-facts.ts';
import { describeAction, describeCourse, groupSpeakers, nameQuestion } from './document-item.ts';
import { rankHeadings, rankHtml } from './headings.ts';
import { writeHtml } from './passages.ts';
import type { PresentAction } from './present-actions.ts';
import { Words } from './words.ts';

/**
 * A report's text as its page prints it: labels, dates and states in the reader's language, the words
 * of the report in their own (`lang` beside each that differs). `present`: actions that stand otherwise
 * today.
 */
export function presentReport(
	content: ReportContent,
	locale: string,
	present: Record<string, PresentAction> = {}
) {
	const words = new Words(locale, content.timezone);
	const since = (id: string) => describePresent(present[id], words);
	return {
		title: entitle(content),
		language: { tag: content.language, name: words.language(content.language) },
		number: content.ordinal,
		dossier: content.dossier,
		meeting: content.meeting,
		days: content.days.map((day) => ({ date: day.date, text: describeDay(day, words) })),
		zone: content.timezone,
		host: content.host,
		place: describePlace(content, words),
		mode: describeMode(content, words),
		summary: paragraphs(content.summary),
		objective: paragraphs(content.objective),
		nextSteps: paragraphs(content.nextSteps),
		ranks: rankHeadings(content),
		groups: groupItems(content, words, since),
		decisions: content.items.flatMap((item) => item.decisions.map(presentPassage)),
		actions: content.items.flatMap((item) =>
			item.actions.map((action) => ({
				...presentPassage(action),
				note: describeAction(action, words),
				since: since(action.id)
			}))
		),
		questions: content.items.flatMap(({ questions = [] }) => questions.map(presentPassage)),
		carried: content.carried.map((action) => ({
			...presentCarried(action, words),
			since: since(action.id)
		})),
		attendance: {
			lines: describeAttendance(content, words),
			sectors: content.attendance.sectors.map(({ sector, organisations }) => ({
				name: nameSector(sector, words),
				organisations
			})),
			statement: content.attendance.statement ?? null,
			present: content.attendance.present,
			apologies: content.attendance.apologies
		},
		author: content.author ?? null,
		annexes: content.annexes.map(({ id, title, href, visibility, file, alt }) => ({
			id,
			title,
			href,
			visibility,
			note: file ? words.size(file) : null,
			picture: isPicture(file) ? { width: file?.width, height: file?.height, alt: alt ?? '' } : null
		})),
		undisclosed: content.undisclosed,
		nextMeeting: content.nextMeeting && {
			...content.nextMeeting,
			date: content.nextMeeting.date && words.date(content.nextMeeting.date)
		},
		previousMeeting: content.previousMeeting,
		disclaimer: words.disclaimer(content)
	};
}
export type ReportPage = ReturnType<typeof presentReport>;
export type ItemView = ReturnType<typeof presentItem>;

function paragraphs(text: string): string[] {
	return text
		.split(/\n\s*\n/)
		.map((paragraph) => paragraph.trim())
		.filter(Boolean);
}

/** Items under their day and part; the names stand only where there is more than one. */
function groupItems(content: ReportContent, words: Words, since: Since) {
	const keys = [...new Set(content.items.map(({ day, part }) => `${day}/${part}`))];
	const ranks = rankHeadings(content);
	return keys.map((key, index) => {
		const [day, part] = key.split('/').map(Number) as [number, number];
		const date = content.days.find((candidate) => candidate.day === day)?.date;
		const isNewDay = index === 0 || !keys[index - 1]!.startsWith(`${day}/`);
		const own = content.parts.find((candidate) => candidate.day === day && candidate.part === part);
		const dayName = words.say('day', { n: day });
		return {
			key,
			day: ranks.hasDays && isNewDay ? words.title(dayName, date && words.date(date)) : null,
			part: ranks.hasParts
				? words.say('part', { n: numberPart(content.items, { day, part }) })
				: null,
			partTitle: own?.title ?? '',
			partText: paragraphs(own?.text ?? ''),
			items: content.items
				.filter((item) => item.day === day && item.part === part)
				.map((item) => presentItem(item, words, since, ranks.item))
		};
	});
}

function presentItem(item: ReportItem, words: Words, since: Since, level: number) {
	const place = { level, hasHeading: false };
	return {
		id: item.id,
		title: item.title,
		talk: item.talk,
		course: describeCourse(item, words),
		visibility: item.visibility,
		speakers: groupSpeakers(item, words),
		organisations: item.organisations,
		blocks: item.blocks.map((block) => ({
			...presentPassage(block),
			html: rankHtml(block.html, place)
		})),
		lines: item.lines.map((line) => ({ ...presentPassage(line), organisation: line.organisation })),
		questions: (item.questions ?? []).map((question) => presentQuestion(question, words)),
		decisions: item.decisions.map(presentPassage),
		actions: item.actions.map((action) => ({
			...presentPassage(action),
			note: describeAction(action, words),
			since: since(action.id)
		})),
		wereFilmsShown: wereShown(item.films),
		films: item.films.map((film) => ({
			...film,
			when: film.at && words.say('film_at', { time: words.time(film.at) })
		}))
	};
}

type Since = (actionId: string) => string | null;

/** How an action stands today, where the report says otherwise. */
function describePresent(now: PresentAction | undefined, words: Words): string | null {
	if (!now) return null;
	const text = describeAction(now, words);
	return now.at
		? words.say('action_since', { date: words.instant(now.at), text })
		: words.say('action_now', { text });
}

function presentPassage({ id, html, text, visibility }: Passage | ReportAction) {
	return { id, html, text, visibility };
}

/** What was answered as HTML, '' where nothing is. */
function presentQuestion(question: ReportQuestion, words: Words) {
	const { answer, organisation } = question;
	return {
		...presentPassage(question),
		name: nameQuestion(organisation, words),
		answer: writeHtml(answer)
	};
}

function presentCarried(action: CarriedAction, words: Words) {
	return {
		id: action.id,
		text: action.text,
		note: describeAction(action, words),
		from: action.from
	};
}
