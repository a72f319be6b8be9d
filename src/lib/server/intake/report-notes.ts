import { randomUUID } from 'node:crypto';
import type { Actor } from '#lib/model/actor.ts';
import type { PastReportInput } from '#lib/model/intake-input.ts';
import { readNextStep } from '#lib/model/next-step.ts';
import { cutDecision } from '#lib/model/past-decision.ts';
import { placeParts } from '#lib/model/past-report-agenda.ts';
import { seedItemNotes, type SeedParagraph } from '../notes/content.ts';
import { importActions } from '../notes/import.rows.ts';
import type { Trx } from '../platform/db.ts';
import { AgendaWriter } from './agenda.ts';
import { Owners } from './owners.ts';
import { listNoted } from './intake.rows.ts';
import { setDone } from './meeting.rows.ts';

/**
 * The words of a report as notes: each part goes to the item of its title that has none yet, else to
 * an item of its own at the end of the agenda; the next steps follow as actions, due when their words say so
 * and owned where the list, or the head of the line, names somebody who may own actions of the meeting. What
 * was said there of owners or days is cut from the words once the action says it.
 */
export async function writeNotes(
	trx: Trx,
	actor: Actor,
	meetingId: string,
	input: PastReportInput
): Promise<void> {
	const { language } = input;
	const owners = input.nextSteps.length > 0 ? await Owners.load(trx, actor, meetingId) : null;
	const actions = input.nextSteps.map((line) => {
		const step = readNextStep(line);
		const { owner, text } = owners!.own(step);
		return { text, kind: 'action', id: randomUUID(), due: step.due?.date ?? null, owner } as const;
	});
	const parts: Array<{ title: string; paragraphs: SeedParagraph[] }> = readParts(input);
	if (actions.length > 0)
		parts.push({
			title: STEPS[language] ?? STEPS.en!,
			paragraphs: actions.map(({ text, kind, id }) => ({ text, kind, id }))
		});
	if (parts.length === 0) return;
	const writer = await AgendaWriter.open(trx, actor, meetingId);
	const noted = await listNoted(trx, meetingId);
	const { itemIds, fact } = placeParts(writer.state, noted, {
		titles: parts.map(({ title }) => title),
		language
	});
	if (fact) await writer.write(fact);
	await setDone(trx, itemIds);
	for (const [index, { paragraphs }] of parts.entries())
		await seedItemNotes(trx, itemIds[index]!, paragraphs);
	const agendaItemId = itemIds.at(-1)!;
	await importActions(
		trx,
		actions.map(({ id, due, owner }) => ({ id, meetingId, agendaItemId, due, ...owner }))
	);
}

function readParts({ parts }: PastReportInput) {
	return parts
		.filter(({ leave, title, text }) => !leave && (title || text))
		.map(({ title, text }) => ({
			title: title || text.slice(0, 80),
			paragraphs: text
				.split(/\n\s*\n/)
				.map((words) => words.replace(/\s*\n(?!–)\s*/g, ' ').trim())
				.filter(Boolean)
				.map(readParagraph)
		}));
}

function readParagraph(words: string): SeedParagraph {
	const decision = cutDecision(words);
	return decision ? { text: decision, kind: 'decision' } : { text: words };
}

/** The heading of the next steps in the report's own language: it is stored, not shown by the interface. */
const STEPS: Record<string, string> = {
	en: 'Next steps',
	fr: 'Prochaines étapes',
	nl: 'Volgende stappen',
	es: 'Próximos pasos',
	da: 'Næste skridt'
};
